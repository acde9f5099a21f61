import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { fillOwner } from "../workers/local/demo-data.ts";
import { ROOT } from "../workers/local/settings.ts";
import { migrate } from "../workers/local/stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with migrated databases and the demo owner, to be copied. */
    emptyState: string;
  }
}

/** Builds what the stack serves and the state it begins with, once before the tests that start it. */
export async function setup(project: TestProject) {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT, stdio: "inherit" });
  const state = await mkdtemp(join(tmpdir(), "fachada-empty-"));
  await migrate(state);
  await fillOwner(state, "m=8,t=1,p=1");
  project.provide("emptyState", state);
  return () => rm(state, { recursive: true, force: true });
}
