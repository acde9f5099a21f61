import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { email } from "../shared/fields.ts";
import { ADDRESS_HEADER, Identity } from "../shared/identity.ts";
import { countRequest } from "../shared/rate-limit.ts";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { createHasher } from "./password.ts";
import { isLocal, readSessionCookie, writeSessionCookie } from "./session-cookie.ts";
import { signIn, signOut } from "./sessions.ts";

const SignIn = z
  .strictObject({ email, password: z.string().min(1).max(200).meta({ format: "password" }) })
  .meta({ id: "SignIn", examples: [{ email: "ivone@example.com", password: "sonho meu, sonho meu" }] });

const tag = "Session";

/** `/api/session`: the caller's own, in a cookie. */
export const session = createRoutes<AccountsEnv, AccountsVariables>()
  .post(
    "/",
    operation({
      id: "signIn",
      right: "nothing",
      tag,
      summary: "Sign in",
      details:
        "Sets the session's cookie. After ten failures for an e-mail from one address, or thirty from that address, each further attempt waits twice as long as the one before: 429 with `Retry-After`.",
      answers: { 201: { description: "Who you are now.", schema: Identity, headers: ["set-cookie"] } },
      problems: ["unauthenticated", "too-many-requests"],
    }),
    body(SignIn),
    async (c) => {
      const address = c.req.header(ADDRESS_HEADER) ?? "";
      await countRequest(c.env.SIGN_IN_LIMIT, address);
      const credentials = { ...c.req.valid("json"), address, isLocal: isLocal(c.req.url) };
      const { token, identity } = await signIn(
        c.var.db,
        createHasher(c.env.PASSWORD_COST),
        credentials,
        c.env,
      );
      const cookie = writeSessionCookie(c.req.url, { token, hours: c.env.SESSION_MAX_HOURS });
      return c.json(identity, 201, { "set-cookie": cookie });
    },
  )
  .get(
    "/",
    operation({
      id: "getSession",
      right: "signed-in",
      tag,
      summary: "Ask who you are",
      details: "Whatever you came in with: a session, a password or a key.",
      answers: { 200: { description: "Who you are, and what you may do.", schema: Identity } },
    }),
    (c) => c.json(c.var.identity),
  )
  .delete(
    "/",
    operation({
      id: "signOut",
      right: "nothing",
      tag,
      summary: "Sign out",
      details: "Ends the session of the cookie, and forgets the cookie. Without one, nothing happens.",
      answers: { 204: { description: "Nobody is signed in here.", headers: ["set-cookie"] } },
    }),
    async (c) => {
      const token = readSessionCookie(c.req.header("cookie"), c.req.url);
      if (token !== undefined) await signOut(c.var.db, token);
      return c.body(null, 204, { "set-cookie": writeSessionCookie(c.req.url) });
    },
  );
