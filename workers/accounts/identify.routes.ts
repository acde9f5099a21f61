import * as z from "zod";
import { countRequest } from "../shared/rate-limit.ts";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { identify } from "./identify.ts";
import { createHasher } from "./password.ts";
import { isLocal, readSessionCookie } from "./session-cookie.ts";

const Asked = z.strictObject({
  cookie: z.string().optional(),
  authorization: z.string().optional(),
  address: z.string().default(""),
});

/**
 * `/internal/identify`: the gateway asks who sent a request, by its `Cookie` and `Authorization` headers and network
 * address. It asks at the request's own origin, which says what the cookie is called.
 *
 * - 200 `{ identity, maxAgeSeconds }`: to be kept no longer than that
 * - 401 `{ reason }`: `none` without credentials, else `wrong`, `expired` or `revoked`
 * - 429 `{ retryAfterSeconds }`, also as `Retry-After`: too many wrong passwords from there
 */
export const identifyRoutes = createRoutes<AccountsEnv, AccountsVariables>().post(
  "/",
  body(Asked),
  async (c) => {
    const { cookie, authorization, address } = c.req.valid("json");
    if (/^basic /i.test(authorization ?? "")) await countRequest(c.env.SIGN_IN_LIMIT, address);
    const token = readSessionCookie(cookie, c.req.url);
    const given = { authorization, token, address, isLocal: isLocal(c.req.url) };
    const found = await identify(c.var.db, createHasher(c.env.PASSWORD_COST), given, c.env);
    if (found.outcome === "refused") return c.json({ reason: found.reason }, 401);
    if (found.outcome === "blocked") {
      const { retryAfterSeconds } = found;
      return c.json({ retryAfterSeconds }, 429, { "retry-after": String(retryAfterSeconds) });
    }
    const { identity, maxAgeSeconds, touch } = found;
    if (touch) c.executionCtx.waitUntil(touch());
    return c.json({ identity, maxAgeSeconds }, 200);
  },
);
