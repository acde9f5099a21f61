import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, defineProject } from "vitest/config";

/** One project per worker: its tests lie beside its code and run in workerd, on the bindings of its wrangler.toml. */
function worker(name: string, migrations?: string) {
  return defineProject({
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: `workers/${name}/wrangler.toml` },
        miniflare: migrations ? { bindings: { TEST_MIGRATIONS: await readD1Migrations(migrations) } } : {},
      })),
    ],
    test: {
      name,
      include: [`workers/${name}/**/*.test.ts`],
      setupFiles: migrations ? ["workers/shared/test-setup.ts"] : [],
    },
  });
}

/** The gateway is the Pages file's, which the plugin doesn't read; its tests hand it its bindings. */
const gateway = defineProject({
  plugins: [
    cloudflareTest({ main: "workers/gateway/main.ts", miniflare: { compatibilityDate: "2026-10-01" } }),
  ],
  test: { name: "gateway", include: ["workers/gateway/**/*.test.ts"] },
});

/** All workers together, from outside: over HTTP, and in a browser (`npm run test:browser`, which needs Chromium). */
const together = (name: string, timeout: number) =>
  defineProject({
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      globalSetup: "tests/build.ts",
      testTimeout: timeout,
      hookTimeout: timeout,
    },
  });

export default defineConfig({
  test: {
    projects: [
      gateway,
      worker("clients", "schema/clients/migrations"),
      worker("logs"),
      together("http", 60_000),
      together("browser", 60_000),
    ],
  },
});
