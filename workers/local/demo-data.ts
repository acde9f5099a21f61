import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { people } from "../../schema/accounts/tables.ts";
import { DEMO_PASSWORD } from "../accounts/new-password.ts";
import { createHasher } from "../accounts/password.ts";
import { createKey } from "../accounts/keys.ts";
import { createFirstOwner, createPerson } from "../accounts/people.ts";
import type { LogsEnv } from "../logs/env.ts";
import { writeSegments } from "../logs/segments.ts";
import { SETUP } from "../shared/audit.ts";
import { openDatabase } from "../shared/database.ts";
import { demoLog } from "./demo-log.ts";
import { fillAlerts } from "./fill-alerts.ts";
import { fillCatalog } from "./fill-catalog.ts";
import { fillClients } from "./fill-clients.ts";
import { fillSales } from "./fill-sales.ts";
import { fillWorkflows } from "./fill-workflows.ts";
import { openWorker } from "./open-worker.ts";
import { startSpending } from "../shared/timing.ts";

/** Who may enter a new local state. The accounts worker takes this password on this machine only. */
export const DEMO_OWNER = {
  email: "owner@fachada.test",
  name: "Dona Ivone Lara",
  password: DEMO_PASSWORD,
} as const;

/** Who else works in the demo shop, with the same password. */
const DEMO_PEOPLE = [
  { email: "staff@fachada.test", name: "Paulinho da Viola", role: "staff" },
  { email: "viewer@fachada.test", name: "Clara Nunes", role: "viewer" },
] as const;

/**
 * Fills a new local state with a shop's clients, its catalogue, its sales, its queue of work and some hours of its log, once: a file in the state's folder
 * remembers it. Only this script knows of demo data, and it writes to this machine's state only.
 */
export async function fillDemoData(state: string): Promise<void> {
  await fillOwner(state);
  const done = resolve(state, "demo-data-filled");
  if (existsSync(done)) return;
  // Each has a database of its own, and most of it is waiting.
  await Promise.all([
    fillStaff(state),
    fillClients(state),
    fillCatalog(state),
    fillWorkflows(state),
    fillLog(state),
  ]);
  await fillSales(state); // to those clients, of those products
  mkdirSync(dirname(done), { recursive: true });
  writeFileSync(done, `${new Date().toISOString()}\n`);
}

/** Lets the demo owner into a state that nobody can enter; tests have the password's hash cost less. */
export async function fillOwner(state: string, passwordCost?: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("accounts", state);
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select().from(people).limit(1);
  if (!taken) await createFirstOwner(db, createHasher(passwordCost), DEMO_OWNER, SETUP);
  await dispose();
}

/** Lets in the others, and makes a key that nobody keeps, for the log to name. */
async function fillStaff(state: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("accounts", state);
  const db = openDatabase(env, startSpending());
  const [, another] = await db.select().from(people).limit(2);
  if (!another) {
    const hasher = createHasher();
    for (const person of DEMO_PEOPLE) {
      await createPerson(db, hasher, { ...person, password: DEMO_PASSWORD }, SETUP);
    }
    await createKey(
      db,
      {
        name: "Loja virtual",
        scopes: ["clients:read", "clients:write", "catalog:read", "sales:write", "workflows:write"],
        expiresAt: null,
      },
      SETUP,
    );
  }
  await dispose();
}

async function fillLog(state: string): Promise<void> {
  const { env, dispose } = await openWorker<LogsEnv>("logs", state);
  const { keys } = await env.LOG.list({ limit: 1 });
  if (keys.length === 0) {
    const now = new Date();
    await writeSegments(env, demoLog(now), now.getTime());
    await fillAlerts(env, now);
  }
  await dispose();
}
