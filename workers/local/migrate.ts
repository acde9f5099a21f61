import { STATE } from "./settings.ts";
import { migrate } from "./stack.ts";

await migrate(STATE);
