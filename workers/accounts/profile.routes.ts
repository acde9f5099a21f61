import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { ADDRESS_HEADER } from "../shared/identity.ts";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { createHasher } from "./password.ts";
import { Person, ProfileChanges } from "./person.ts";
import { editProfile, getProfile } from "./profile.ts";
import { isLocal, readSessionCookie } from "./session-cookie.ts";

const tag = "Session";

/** `/api/profile`: the caller as a person. */
export const profile = createRoutes<AccountsEnv, AccountsVariables>()
  .get(
    "/",
    operation({
      id: "getProfile",
      right: "person",
      tag,
      summary: "Get your own profile",
      answers: { 200: { description: "You.", schema: Person } },
    }),
    versioned,
    async (c) => {
      const person = await getProfile(c.var.db, c.var.identity);
      return c.json(person, 200, { etag: etagOf(person) });
    },
  )
  .patch(
    "/",
    operation({
      id: "editProfile",
      right: "person",
      tag,
      summary: "Change your own name or password",
      details: "A new password takes the current one, and ends all your other sessions.",
      answers: { 200: { description: "You, as you are now.", schema: Person } },
      problems: ["too-many-requests"],
    }),
    body(ProfileChanges),
    ifMatch,
    async (c) => {
      const person = await editProfile(c.var.db, createHasher(c.env.PASSWORD_COST), {
        identity: c.var.identity,
        version: c.req.valid("header")["if-match"],
        changes: c.req.valid("json"),
        token: readSessionCookie(c.req.header("cookie"), c.req.url),
        at: { address: c.req.header(ADDRESS_HEADER) ?? "", isLocal: isLocal(c.req.url) },
      });
      return c.json(person, 200, { etag: etagOf(person) });
    },
  );
