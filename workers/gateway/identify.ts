import type { Context } from "hono";
import * as z from "zod";
import { Identity } from "../shared/identity.ts";
import { Problem } from "../shared/problem.ts";
import type { GatewayHono } from "./env.ts";
import { forward } from "./forward.ts";
import { ACCOUNTS } from "./routing.ts";

/** What a caller sent of who they are: the one or the other. */
export interface Credentials {
  cookie: string | undefined;
  authorization: string | undefined;
}

const Identified = z.object({ identity: Identity, maxAgeSeconds: z.number() });

export type Identified = z.infer<typeof Identified>;

const REASONS = {
  none: "Sign in, or send credentials.",
  wrong: "These credentials are wrong.",
  expired: "The session or key has expired.",
  revoked: "The session or key was revoked.",
};

const Refusal = z.object({ reason: z.enum(["none", "wrong", "expired", "revoked"]) });

/** Asks accounts whose the credentials are. Throws `unauthenticated`, and `too-many-requests` for who guesses. */
export async function identify(credentials: Credentials, c: Context<GatewayHono>): Promise<Identified> {
  if (!credentials.cookie && !credentials.authorization) throw unknown(REASONS.none);
  const request = new Request(new URL("/internal/identify", c.req.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...credentials, address: c.var.address }),
  });
  const response = await forward(ACCOUNTS, request, c.var.trace, c.env, { address: c.var.address });
  if (response.ok) return Identified.parse(await response.json());
  if (response.status === 429) {
    const headers = { "retry-after": response.headers.get("retry-after") ?? "60" };
    throw new Problem("too-many-requests", "Too many attempts to sign in. Try again later.", { headers });
  }
  throw unknown(REASONS[Refusal.parse(await response.json()).reason]);
}

function unknown(detail: string): Problem {
  return new Problem("unauthenticated", detail);
}

/** Says why somebody isn't known. Browsers would open a window of their own for `WWW-Authenticate`; the dashboard has a better one. */
export function refuse(c: Context<GatewayHono>, detail: string): Problem {
  const isBrowser = c.req.header("sec-fetch-site") !== undefined;
  const headers = isBrowser ? {} : { "www-authenticate": 'Basic realm="Fachada"' };
  return new Problem("unauthenticated", detail, { headers });
}
