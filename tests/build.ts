import { execFileSync } from "node:child_process";
import { ROOT } from "../workers/local/settings.ts";

/** Builds what the stack serves, once before the tests that start it. */
export function setup() {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT, stdio: "inherit" });
}
