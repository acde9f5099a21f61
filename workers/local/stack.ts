import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { migrateD1 } from "./migrate-d1.ts";
import { ROOT } from "./settings.ts";

/** The workers behind the gateway: whether a database is to be migrated, and the cron to be run, as in their wrangler.toml. */
export const WORKERS = [
  { name: "accounts", hasDatabase: true, cron: "37 * * * *" },
  { name: "clients", hasDatabase: true, cron: "17 * * * *" },
  { name: "catalog", hasDatabase: true, cron: "* * * * *" },
  { name: "sales", hasDatabase: true, cron: "* * * * *" },
  { name: "workflows", hasDatabase: true, cron: "* * * * *" },
  { name: "logs", hasDatabase: true, cron: "* * * * *" },
] as const;

export interface Stack {
  url: string;
  /** Resolves when it has ended, by `stop` or by itself. */
  ended: Promise<unknown>;
  /** Asks it to end, unless another signal is given. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Keeps wrangler quiet, on this machine and inside the project's folder. */
const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG: "error",
  WRANGLER_LOG_PATH: ".wrangler/logs",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  CI: "true",
};

/** Runs a tool of the project's own packages, and shows what it says. Rejects if it fails. */
export async function run(tool: string, args: string[]): Promise<void> {
  const child = spawn(process.execPath, [resolve(ROOT, "node_modules/.bin", tool), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.once("exit", () => child.kill());
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${tool} ${args.join(" ")} failed (exit ${code})`);
}

/** Brings every local database to its newest schema. */
export async function migrate(state: string): Promise<void> {
  for (const { name, hasDatabase } of WORKERS) if (hasDatabase) await migrateD1(name, state);
}

/** Starts all workers and the dashboard in one process on one port; `state` is the folder of D1, KV and Queues. */
export async function serve(options: {
  port: number;
  state: string;
  workers?: readonly { name: string }[];
  /** Whether `runCrons` will be called; without what it needs, the stack answers twice as quickly. */
  hasCrons?: boolean;
  /** Variables that go before those of workers whose `wrangler.toml` has `[secrets]`. */
  vars?: Record<string, string>;
}): Promise<Stack> {
  const { port, state, workers = WORKERS, hasCrons = true, vars } = options;
  const configs = await Promise.all(workers.map(({ name }) => writeHastyConfig(name)));
  const listening = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const quiet = ["--show-interactive-dev-session=false", "--log-level", "error"];
  const args = ["wrangler.toml", ...configs]
    .flatMap((config) => ["-c", config])
    .concat(listening, quiet, "--persist-to", state);
  // What a killed stack noted there would be asked to run the crons.
  const registry = resolve(state, "registry");
  await rm(registry, { recursive: true, force: true });
  const child = spawn(
    process.execPath,
    [resolve(ROOT, "node_modules/.bin/wrangler"), "pages", "dev", ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...QUIET,
        ...(!hasCrons && { X_LOCAL_OBSERVABILITY: "false", X_LOCAL_EXPLORER: "false" }),
        WRANGLER_REGISTRY_PATH: registry,
        WEBHOOK_ALLOW_LOCAL: "true", // goes before what workers/sales/wrangler.toml says
        ...vars,
      },
      stdio: ["ignore", "inherit", "inherit"],
      detached: true, // a group of its own, so that workerd ends with wrangler
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, "exit");
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, signal);
  };
  process.once("exit", () => end("SIGTERM"));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    end(signal);
    await ended;
  };
  const failed = ended.then(([code]) => {
    throw new Error(`wrangler stopped (exit ${code}) before it served anything`);
  });
  await Promise.race([untilReady(url), failed]);
  failed.catch(() => undefined);
  return { url, ended, stop };
}

/**
 * Writes a worker's settings beside its `wrangler.toml`, and answers where: on a laptop no queue waits for its batch to fill, as
 * nothing is billed and who looks at it wants to see what they just did.
 */
async function writeHastyConfig(name: string): Promise<string> {
  const config = `workers/${name}/wrangler.toml`;
  const text = await readFile(resolve(ROOT, config), "utf8");
  const hasty = text.replaceAll(/max_batch_timeout = \d\d+/g, "max_batch_timeout = 1");
  if (hasty === text) return config;
  const path = `workers/${name}/wrangler.local.toml`;
  const before = await readFile(resolve(ROOT, path), "utf8").catch(() => null);
  // Other stacks may have it open, and would begin anew if it were written again; or read it right now.
  if (before === hasty) return path;
  const own = resolve(ROOT, `${path}.${process.pid}`);
  await writeFile(own, hasty);
  await rename(own, resolve(ROOT, path));
  return path;
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/services`).catch(() => undefined);
    if (answer?.status === 401) return; // the gateway asks who we are

    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** Runs the workers' crons, which fire by themselves only on Cloudflare. A failure waits for the next time. */
export async function runCrons(url: string): Promise<void> {
  for (const { name, cron } of WORKERS) {
    const run = await fetch(`${url}/cdn-cgi/local/explorer/api/local/scheduled?worker=fachada-${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cron }),
    }).catch((error: unknown) => error);
    if (run instanceof Response && run.ok) continue;
    console.error(`The cron of ${name} did not run:`, run instanceof Response ? await run.text() : run);
  }
}
