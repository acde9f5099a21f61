import { SETUP } from "../shared/audit.ts";
import { equalSecrets, sha256 } from "../shared/bytes.ts";
import { operation } from "../shared/describe.ts";
import { etagOf } from "../shared/etag.ts";
import { Problem } from "../shared/problem.ts";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { createHasher } from "./password.ts";
import { createFirstOwner } from "./people.ts";
import { Person, SetUp } from "./person.ts";

const SHORTEST_TOKEN = 20;

/** `/api/setup`: how the first owner gets in. */
export const setup = createRoutes<AccountsEnv, AccountsVariables>().post(
  "/",
  operation({
    id: "setUp",
    right: "nothing",
    tag: "People",
    summary: "Make the first owner",
    details:
      "Works once, while there is nobody, for who knows the secret `SETUP_TOKEN`; not at all while that isn't set.",
    answers: { 201: { description: "The owner may sign in.", schema: Person, headers: ["etag"] } },
    problems: ["forbidden", "conflict"],
  }),
  body(SetUp),
  async (c) => {
    const { token, ...owner } = c.req.valid("json");
    await requireToken(token, c.env.SETUP_TOKEN);
    const person = await createFirstOwner(c.var.db, createHasher(c.env.PASSWORD_COST), owner, SETUP);
    return c.json(person, 201, { etag: etagOf(person) });
  },
);

async function requireToken(given: string, secret = ""): Promise<void> {
  if (secret.length < SHORTEST_TOKEN) {
    throw new Problem(
      "forbidden",
      `Set the secret SETUP_TOKEN first, to ${SHORTEST_TOKEN} characters or more.`,
    );
  }
  if (!equalSecrets(await sha256(given), await sha256(secret))) {
    throw new Problem("forbidden", "This is not the set-up token.");
  }
}
