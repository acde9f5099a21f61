import { openDatabase, reachDatabase } from "../shared/database.ts";
import { databaseSession } from "../shared/database-session.ts";
import { sweepIdempotencyKeys } from "../shared/idempotency.ts";
import { createService } from "../shared/service.ts";
import { sweepAttempts } from "./attempts.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { identifyRoutes } from "./identify.routes.ts";
import { keys } from "./keys.routes.ts";
import { people } from "./people.routes.ts";
import { profile } from "./profile.routes.ts";
import { session } from "./session.routes.ts";
import { sweepSessions } from "./sessions.ts";
import { setup } from "./setup.routes.ts";
import { startSpending } from "../shared/timing.ts";

const app = createService<AccountsEnv, AccountsVariables>({
  name: "accounts",
  tags: {
    Session: "Signing in and out, and who you are.",
    People: "Those who may enter, each in a role: viewers read, staff writes, owners manage.",
    Keys: "What machines enter with: each has some rights, and can be revoked.",
  },
  checks: (env) => [{ name: "DB", reach: () => reachDatabase(env) }],
})
  .use(databaseSession("accounts"))
  .route("/api/session", session)
  .route("/api/profile", profile)
  .route("/api/people", people)
  .route("/api/keys", keys)
  .route("/api/setup", setup)
  .route("/internal/identify", identifyRoutes);

export type AccountsApi = typeof app;

export default {
  fetch: app.fetch,
  scheduled: async (controller, env) => {
    const db = openDatabase(env, startSpending());
    await sweepSessions(db, env, controller.scheduledTime);
    await sweepAttempts(db, controller.scheduledTime);
    await sweepIdempotencyKeys(db, controller.scheduledTime);
  },
} satisfies ExportedHandler<AccountsEnv>;
