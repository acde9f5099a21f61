import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const stack = `http://127.0.0.1:${process.env["PORT"] ?? 8788}`;

/** Builds the dashboard from `ui/` to `dist/`; `vite dev` serves it with hot reload in front of the running stack. */
export default defineConfig({
  root: "ui",
  plugins: [preact()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600, // the viewer of /api/docs, which no page of the dashboard loads
    // What many pages share is small: with the first page it comes in one file, not in a dozen.
    rolldownOptions: {
      input: { index: "ui/index.html", docs: "ui/api/docs.html" },
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups: [{ name: "shared", test: /ui|node_modules/, minShareCount: 6 }] } },
    },
  },
  // Its package entry injects a <style>, which the gateway's CSP forbids; we import from its sources.
  optimizeDeps: { exclude: ["frappe-charts"] },
  server: {
    host: "127.0.0.1",
    proxy: {
      // Not `/api.ts`, which is the dashboard's.
      "^/api/": { target: stack, bypass: ({ url }) => (url === "/api/docs" ? "/api/docs.html" : undefined) },
      "/client": { target: stack, bypass: keepPages },
      "/logs": stack,
    },
  },
});

/** `/client` is the API's, `/clients` a page and `/client.ts` none of both. */
function keepPages({ url = "" }: { url?: string | undefined }): string | undefined {
  return /^\/client([/?]|$)/.test(url) ? undefined : url;
}
