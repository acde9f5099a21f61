import { resolve } from "node:path";
import { getPlatformProxy } from "wrangler";
import { ROOT } from "./settings.ts";

/** The bindings of one worker, on the state that the local stack uses; `dispose` lets go of them. */
export function openWorker<Env extends object>(name: string, state: string) {
  process.env["WRANGLER_LOG"] ??= "error"; // it would tell that the environment goes before [vars]
  return getPlatformProxy<Env>({
    configPath: resolve(ROOT, `workers/${name}/wrangler.toml`),
    persist: { path: resolve(state, "v3") },
  });
}
