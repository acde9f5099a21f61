import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as readBindings } from "wrangler";
import { createKey } from "../../workers/accounts/keys.ts";
import { openWorker } from "../../workers/local/open-worker.ts";
import { ROOT } from "../../workers/local/settings.ts";
import { migrate, WORKERS } from "../../workers/local/stack.ts";
import { SETUP } from "../../workers/shared/audit.ts";
import { openDatabase } from "../../workers/shared/database.ts";
import { SCOPES } from "../../workers/shared/rights.ts";
import type { Target } from "./load.ts";
import { listChildren, type Usage, usageOf } from "./processes.ts";
import { fillRows } from "./rows.ts";
import { startSpending } from "../../workers/shared/timing.ts";

/** Workers in a workerd of their own, under miniflare and nothing else. */
export interface Flare extends Target, AsyncDisposable {
  /** What its workerd takes of the machine. */
  usage: () => Usage;
}

/** A folder of databases, and a key to them that may do all that a key may. */
interface State extends AsyncDisposable {
  path: string;
  key: string;
}

/** Databases with so many rows. */
export async function createState(rows: number): Promise<State> {
  const path = await createFolder();
  await migrate(path);
  await fillRows(path, rows);
  const { env, dispose } = await openWorker<{ DB: D1Database }>("accounts", path);
  const db = openDatabase(env, startSpending());
  const { key } = await createKey(db, { name: "Bench", scopes: SCOPES, expiresAt: null }, SETUP);
  await dispose();
  return toState(path, key);
}

/** The same databases again: no two workerds write to one. */
export async function copyState({ path, key }: State): Promise<State> {
  const copy = await createFolder();
  await cp(path, copy, { recursive: true });
  return toState(copy, key);
}

function createFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "fachada-bench-"));
}

function toState(path: string, key: string): State {
  const dispose = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  return { path, key, [Symbol.asyncDispose]: dispose };
}

/** The gateway and every worker, bundled as they are deployed, on the bindings that their wrangler.toml names. */
export async function bundleStack(): Promise<V4WorkerOptions[]> {
  const services = WORKERS.map(({ name }) => bundleWorker(`workers/${name}/wrangler.toml`, name));
  return Promise.all([bundleWorker("wrangler.toml", "gateway"), ...services]);
}

async function bundleWorker(config: string, name: string): Promise<V4WorkerOptions> {
  const { modulesRules: _, ...bindings } = readBindings(resolve(ROOT, config)).workerOptions;
  const { outputFiles } = await build({
    entryPoints: [resolve(ROOT, `workers/${name}/main.ts`)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:*"],
  });
  return {
    ...bindings,
    name: name === "gateway" ? name : `fachada-${name}`,
    script: outputFiles[0]!.text,
    modules: true,
    // 3,000 requests a minute of one caller is what they are there to refuse.
    ratelimits: {},
  };
}

/** Starts workers; the first one is asked. `headers` goes along with each request. */
export async function startFlare(
  workers: V4WorkerOptions[],
  state: { path: string },
  headers: Record<string, string>,
): Promise<Flare> {
  const others = new Set(listChildren());
  const flare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: resolve(state.path, "v3"),
      log: new Log(LogLevel.ERROR),
      workers,
    }),
  );
  const { origin: url } = await flare.ready;
  const own = listChildren().filter((pid) => !others.has(pid));
  return {
    url,
    headers,
    usage: () => usageOf(own),
    [Symbol.asyncDispose]: () => flare.dispose(),
  };
}
