import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, defineProject } from "vitest/config";

/** Files that may run two at a time, and after them those that share something. */
const SIDE_BY_SIDE = 0;
const ONE_BY_ONE = 1;

/** Long enough for a property test on a busy machine. */
const PATIENCE_MS = 30_000;

/** The services beside a worker: its tests hand it others, and all are together in `tests/http`. */
const away = () => new Response("This service isn't here.", { status: 503 });
const NEIGHBOURS: Record<string, Record<string, typeof away>> = {
  catalog: { SALES: away },
  sales: { CLIENTS: away, CATALOG: away },
  logs: { SALES: away },
};

/** One project per worker: its tests lie beside its code and run in workerd, on the bindings of its wrangler.toml. */
function worker(
  name: string,
  migrations?: string,
  bindings: Record<string, string> = {},
  options: { isolate?: boolean } = {},
) {
  const { isolate = true } = options;
  return defineProject({
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: `workers/${name}/wrangler.toml` },
        miniflare: {
          serviceBindings: NEIGHBOURS[name] ?? {},
          bindings: {
            ...bindings,
            ...(migrations && { TEST_MIGRATIONS: await readD1Migrations(migrations) }),
          },
        },
      })),
    ],
    test: {
      name,
      include: [`workers/${name}/**/*.test.ts`],
      setupFiles: migrations ? ["workers/shared/test-setup.ts"] : [],
      testTimeout: PATIENCE_MS,
      isolate,
      fileParallelism: isolate,
      sequence: { groupOrder: isolate ? SIDE_BY_SIDE : ONE_BY_ONE },
    },
  });
}

/** A worker's tests again, on libSQL: a real server, which packages exist for on Linux x64. */
const hasSqld = process.platform === "linux" && process.arch === "x64";
if (!hasSqld) console.error("The tests on libSQL are left out: its server runs here on Linux x64 only.");
function onLibsql(
  name: string,
  bindings: Record<string, string> = {},
  { include = `workers/${name}/**/*.test.ts` }: { include?: string } = {},
) {
  return defineProject({
    plugins: [
      cloudflareTest(({ inject }) => ({
        wrangler: { configPath: `workers/${name}/wrangler.libsql.toml` },
        miniflare: {
          serviceBindings: NEIGHBOURS[name] ?? {},
          bindings: { ...bindings, ...inject("libsql") },
        },
      })),
    ],
    test: {
      name: `${name}-libsql`,
      include: [include],
      globalSetup: "tests/sqld.ts",
      setupFiles: ["workers/shared/test-setup.ts"],
      testTimeout: PATIENCE_MS,
      isolate: false, // half the time
      fileParallelism: false, // the files share the server's one database, each after the other
      sequence: { groupOrder: ONE_BY_ONE },
    },
  });
}

/** The log's tests again, on the SQL of Analytics Engine, which is ClickHouse's: `npm run test:clickhouse`. */
const onClickhouse = defineProject({
  plugins: [
    cloudflareTest(async ({ inject }) => ({
      wrangler: { configPath: "workers/logs/wrangler.toml" },
      miniflare: {
        serviceBindings: NEIGHBOURS["logs"]!,
        bindings: {
          ...inject("clickhouse"),
          TEST_MIGRATIONS: await readD1Migrations("schema/logs/migrations"),
        },
      },
    })),
  ],
  test: {
    name: "logs-clickhouse",
    include: ["workers/logs/{list-entries,stats,trace,analytics-store,alerts}.test.ts"],
    globalSetup: "tests/clickhouse.ts",
    setupFiles: ["workers/shared/test-setup.ts"],
    testTimeout: PATIENCE_MS,
    fileParallelism: false, // the files share one table, each after the other
    sequence: { groupOrder: ONE_BY_ONE },
  },
});

/** Hashes of passwords that take no time. */
const QUICK = { PASSWORD_COST: "m=8,t=1,p=1" };

/** The gateway is the Pages file's, which the plugin doesn't read; its tests hand it its bindings. */
const gateway = defineProject({
  plugins: [
    cloudflareTest({ main: "workers/gateway/main.ts", miniflare: { compatibilityDate: "2026-10-01" } }),
  ],
  test: { name: "gateway", include: ["workers/gateway/**/*.test.ts"] },
});

/** What the dashboard works out by itself; what it shows is tested in a browser. */
const ui = defineProject({ test: { name: "ui", include: ["ui/**/*.test.ts"] } });

/** All workers together, from outside: over HTTP, and in a browser (`npm run test:browser`, which needs Chromium). */
const together = (name: string, timeout: number, retry = 0) =>
  defineProject({
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      globalSetup: "tests/build.ts",
      testTimeout: timeout,
      hookTimeout: timeout,
      retry,
    },
  });

export default defineConfig({
  test: {
    maxWorkers: 2, // much of a test is waiting, also where there are two cores only
    projects: [
      gateway,
      worker("accounts", "schema/accounts/migrations", QUICK, { isolate: false }), // half the time
      worker("clients", "schema/clients/migrations"),
      worker("catalog", "schema/catalog/migrations"),
      worker("sales", "schema/sales/migrations"),
      worker("workflows", "schema/workflows/migrations"),
      ...(hasSqld
        ? [
            onLibsql("accounts", QUICK),
            ...["clients", "catalog", "sales", "workflows"].map((name) => onLibsql(name)),
            onLibsql("logs", {}, { include: "workers/logs/alert*.test.ts" }), // the log itself isn't in it
          ]
        : []),
      worker("logs", "schema/logs/migrations"),
      ...(process.env["CHDB"] ? [onClickhouse] : []),
      ui,
      together("http", 120_000),
      together("browser", 60_000, process.env["CI"] ? 1 : 0), // a busy machine may paint late
    ],
  },
});
