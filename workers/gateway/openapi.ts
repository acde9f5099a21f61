import { version } from "../../package.json";
import type { ApiDescription } from "../shared/openapi.ts";
import type { GatewayEnv } from "./env.ts";
import { type Caller, forward } from "./forward.ts";
import { SERVICES } from "./routing.ts";
import type { Trace } from "./trace.ts";

/** The whole API as one OpenAPI 3.1 document. */
export interface OpenApi extends ApiDescription {
  openapi: "3.1.0";
  info: { title: string; version: string; summary: string; description: string; license: object };
  servers: { url: string; description: string }[];
  security: object[];
  components: ApiDescription["components"] & { securitySchemes: object };
}

/** The three ways in. */
const SECURITY = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-fachada",
    description: "From `POST /api/session`; for browsers.",
  },
  basic: { type: "http", scheme: "basic", description: "E-mail and password, or a key as the password." },
  key: { type: "http", scheme: "bearer", description: "A key from `POST /api/keys`; for machines." },
};

const INFO = `
**Every call** needs to know who asks: a session's cookie, \`Authorization: Basic\`, or \`Authorization: Bearer\` with a key; 401 without.
What they may do is their role's, or the key's scopes; 403 names the right that is missing.

**Lists** answer \`items\` and \`nextCursor\`, which is null on the last page, and a \`Link: rel="next"\` header. A page may
be shorter than its \`limit\` before the last one.

**Errors** are \`application/problem+json\` (RFC 9457) with a \`code\` for programs and, for bad input, \`errors\` with a
JSON Pointer to each value that is wrong. Unknown fields and parameters are refused, and nothing is stored.

**Creates** take an \`Idempotency-Key\`: send the same key again after a timeout, and what you create exists once.

**Edits** need \`If-Match\` with the \`ETag\` of what you read; 412 shows what is stored by now.

**Every answer** carries \`x-request-id\`, by which the log finds it. Any call may also answer 429 with \`Retry-After\`, if you ask
too much, and 502 or 504, if a service fails or takes too long: reads can be repeated, creates with their key.
`.trim();

/** Asks every service for its part, and adds the gateway's `own`. Throws `service-failed` if one doesn't answer. */
export async function describeApi(
  env: GatewayEnv,
  trace: Trace,
  caller: Caller,
  origin: string,
  own: ApiDescription,
): Promise<OpenApi> {
  const parts = await Promise.all(
    SERVICES.map(async (service) => {
      const request = new Request(`http://${service.name}/internal/openapi.json`);
      const response = await forward(service, request, trace, env, caller);
      return (await response.json()) as ApiDescription;
    }),
  );
  const all = [...parts, own];
  const tags = new Map(all.flatMap((part) => part.tags).map((tag) => [tag.name, tag]));
  return {
    openapi: "3.1.0",
    info: {
      title: "Fachada",
      version,
      summary: "The back office of a small shop.",
      description: INFO,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: origin, description: "Where this document comes from." }],
    security: Object.keys(SECURITY).map((name) => ({ [name]: [] })),
    tags: [...tags.values()],
    paths: Object.assign({}, ...all.map((part) => part.paths)) as ApiDescription["paths"],
    components: {
      schemas: Object.assign({}, ...all.map((part) => part.components.schemas)) as object,
      headers: Object.assign({}, ...all.map((part) => part.components.headers)) as object,
      securitySchemes: SECURITY,
    } as OpenApi["components"],
  };
}
