import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { measureBudget } from "./budget.ts";
import { measureLogCost } from "./log.ts";
import { measureOperations } from "./measure.ts";
import { toTable } from "./report.ts";
import type { Settings } from "./turns.ts";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    rounds: { type: "string", default: "20" },
    seconds: { type: "string", default: "0.5" },
    only: { type: "string" },
  },
});

const settings: Settings = {
  connections: 8,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUpCalls: 2000,
};

const { only, json } = values;
const budget = only === undefined || only === "budget" ? await measureBudget(settings) : null;
const log = only === undefined || only === "log" ? await measureLogCost(settings) : null;
const operations = only === "budget" || only === "log" ? [] : await measureOperations(settings, only);

const report = { node: process.version, cores: availableParallelism(), ...settings, budget, log, operations };
const text = `${JSON.stringify(report, null, 2)}\n`;
if (json === undefined) process.stdout.write(text);
else writeFileSync(json, text);
console.error(toTable({ budget, log, operations }));
