import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { WORKERS } from "../workers/local/stack.ts";
import { ROOT } from "../workers/local/settings.ts";

const KB = 1024;
const PAGE_LIMIT = 45 * KB;
const WORKER_LIMIT = 200 * KB;

/** What a page needs before it shows: its own script and all that is imported from there, but not by `import()`. */
function gzippedScripts(entries: string[]): number {
  const assets = resolve(ROOT, "dist/assets");
  const files = new Set(entries);
  for (const file of files) {
    const script = readFileSync(resolve(assets, file), "utf8");
    for (const [, imported] of script.matchAll(
      /(?:^|[;}\s])(?:import|export)[^"'()]*["']\.\/([^"']+\.js)["']/g,
    )) {
      files.add(imported!);
    }
  }
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(resolve(assets, file))).length, 0);
}

/** The words that a page brings along, as `main.tsx` has it: `page(() => import("./pages/Keys.tsx"), "keys")`. */
async function gzippedWords(page: string): Promise<number> {
  const main = readFileSync(resolve(ROOT, "ui/main.tsx"), "utf8");
  const [, given = ""] = new RegExp(`/${page}\\.tsx"\\)((?:,\\s*"\\w+")*)`).exec(main) ?? [];
  const areas = given.match(/\w+/g) ?? [];
  const files = areas.map((area) => area.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const sizes = await Promise.all(files.map((file) => gzippedBundle(`ui/i18n/pt-br/${file}.ts`)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function gzippedBundle(entryPoint: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [resolve(ROOT, entryPoint)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
  });
  return gzipSync(outputFiles[0]!.contents).length;
}

const entry = /src="\/assets\/([^"]+\.js)"/.exec(readFileSync(resolve(ROOT, "dist/index.html"), "utf8"))![1]!;
const pages = readdirSync(resolve(ROOT, "ui/pages"), { withFileTypes: true }).flatMap((page) =>
  page.isFile()
    ? readdirSync(resolve(ROOT, "dist/assets")).filter(
        (file) => file.startsWith(`${page.name.split(".")[0]}-`) && file.endsWith(".js"),
      )
    : [],
);

/** Each page needs the words of one language: here the longer ones. */
const words = readdirSync(resolve(ROOT, "dist/assets"))
  .filter((file) => /^(en|pt-br)-.*\.js$/.test(file))
  .toSorted((a, b) => gzippedScripts([a]) - gzippedScripts([b]))
  .slice(-1);

const sizes: [what: string, size: number, limit: number][] = [];
for (const page of pages) {
  const more = await gzippedWords(page.split("-")[0]!);
  sizes.push([`page ${page}`, gzippedScripts([entry, page, ...words]) + more, PAGE_LIMIT]);
}
for (const name of ["gateway", ...WORKERS.map((worker) => worker.name)]) {
  sizes.push([`worker ${name}`, await gzippedBundle(`workers/${name}/main.ts`), WORKER_LIMIT]);
}

for (const [what, size, limit] of sizes) {
  console.log(`${what.padEnd(32)} ${(size / KB).toFixed(1).padStart(6)} of ${limit / KB} KB gzipped`);
}
if (pages.length === 0 || words.length === 0 || sizes.some(([, size, limit]) => size > limit)) {
  console.error("Over budget: load it later (a dynamic import), or do without.");
  process.exit(1);
}
