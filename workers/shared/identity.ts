import * as z from "zod";
import { fromBase64, toBase64Url } from "./bytes.ts";
import { RIGHTS, ROLES } from "./rights.ts";

/** Carries who asks from the gateway to a service. The gateway removes it from what comes in. */
export const IDENTITY_HEADER = "x-fachada-identity";

/** Carries the caller's network address, likewise. */
export const ADDRESS_HEADER = "x-fachada-address";

/** Who asks, and what they may do. */
export const Identity = z
  .object({
    kind: z.enum(["person", "key"]),
    id: z.int(),
    name: z.string(),
    role: z.enum(ROLES).nullable().describe("Null for a key: its rights are its own."),
    rights: z.array(z.enum(RIGHTS)),
    expiresAt: z.iso.datetime().nullable().describe("When the session or key ends, if nothing is done."),
  })
  .meta({
    id: "Identity",
    examples: [
      {
        kind: "person",
        id: 3,
        name: "Clara Nunes",
        role: "viewer",
        rights: ["clients:read", "log:read"],
        expiresAt: "2026-11-24T14:05:00.000Z",
      },
    ],
  });

export type Identity = z.infer<typeof Identity>;

/** What was written and read before: callers ask again and again, and to check it took as long as a route and its checks. */
const written = new WeakMap<Identity, string>();
const read = new Map<string, Identity>();
const MOST_READ = 1000;

/** The identity as the value of its header: base64url of JSON, because names have more than ASCII. */
export function writeIdentity(identity: Identity): string {
  const before = written.get(identity);
  if (before !== undefined) return before;
  const header = toBase64Url(new TextEncoder().encode(JSON.stringify(identity)));
  written.set(identity, header);
  return header;
}

/** Reads the header back; undefined for a caller that nobody knows. Throws for what the gateway can't have written. */
export function readIdentity(header: string | undefined): Identity | undefined {
  if (header === undefined) return undefined;
  const before = read.get(header);
  if (before) return before;
  const identity = Identity.parse(JSON.parse(new TextDecoder().decode(fromBase64(header))));
  if (read.size >= MOST_READ) read.clear();
  read.set(header, identity);
  return identity;
}

/** What handlers find in `c.var` behind an `operation` that needs a caller to be known. */
export interface IdentityVariables {
  identity: Identity;
}
