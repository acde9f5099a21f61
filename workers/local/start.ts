import { once } from "node:events";
import { createServer } from "node:net";
import { DEMO_OWNER, fillDemoData } from "./demo-data.ts";
import { PORT, STATE } from "./settings.ts";
import { runCrons, migrate, run, serve } from "./stack.ts";

process.once("SIGINT", () => process.exit());
process.once("SIGTERM", () => process.exit());

await requireFreePort(PORT);
step("Migrating the databases");
await migrate(STATE);
step("Looking after the demo data");
await fillDemoData(STATE);
step("Starting the workers");
const stack = await serve({ port: PORT, state: STATE });
const cron = setInterval(() => void runCrons(stack.url), 60_000);
void runCrons(stack.url);

console.log(`
  Fachada is open.

  Dashboard   ${stack.url}
  API         ${stack.url}/api/docs
  Sign-in     ${DEMO_OWNER.email}, password ${DEMO_OWNER.password}
  Data        ${STATE}

  Ctrl+C closes it.
`);

if (process.argv.includes("--hot-reload")) void run("vite", ["--clearScreen", "false"]);

await stack.ended;
clearInterval(cron);
process.exit(1);

function step(text: string) {
  console.log(`· ${text}`);
}

async function requireFreePort(port: number): Promise<void> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    console.error(`Port ${port} is taken. Is Fachada open already? Another port: PORT=8800 npm start`);
    process.exit(1);
  }
  probe.close();
  await once(probe, "close");
}
