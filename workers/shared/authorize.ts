import type { MiddlewareHandler } from "hono";
import { described } from "./describe.ts";
import { type Identity, IDENTITY_HEADER, readIdentity } from "./identity.ts";
import { Problem } from "./problem.ts";
import type { Right } from "./rights.ts";

export interface IdentityVariables {
  identity: Identity;
}

/** Lets in whoever the gateway knows, as `c.var.identity`. Answers `unauthenticated` to others. */
export const signedIn = described<MiddlewareHandler<{ Variables: IdentityVariables }>>(
  async (c, next) => {
    const identity = readIdentity(c.req.header(IDENTITY_HEADER));
    if (!identity) throw new Problem("unauthenticated", "Sign in, or send credentials.");
    c.set("identity", identity);
    await next();
  },
  { problems: ["unauthenticated"] },
);

/** Lets in who has the right, as `c.var.identity`. Answers `unauthenticated`, or `forbidden` with the right's name. */
export function requireRight(right: Right) {
  return described<MiddlewareHandler<{ Variables: IdentityVariables }>>(
    (c, next) =>
      signedIn(c, async () => {
        if (!c.var.identity.rights.includes(right)) {
          throw new Problem("forbidden", `This needs the right ${right}, which you don't have.`);
        }
        await next();
      }),
    { problems: ["unauthenticated", "forbidden"] },
  );
}
