import type { Budget } from "./budget.ts";
import type { LogCost } from "./log.ts";
import type { Figures } from "./figures.ts";
import { FEW, MANY, type MeasuredOperation } from "./measure.ts";

/** What was measured, as a table to read. */
export function toTable(given: {
  budget: Budget | null;
  log: LogCost | null;
  operations: MeasuredOperation[];
}): string {
  const { budget, log, operations } = given;
  const lines = operations.flatMap(({ name, few, many, manyToFew }) => [
    toLine(`${name}, ${FEW} rows`, few),
    toLine(`${name}, ${MANY} rows`, many, `${percent(manyToFew)} of ${FEW} rows`),
  ]);
  if (budget) {
    const { bare, service, gateway, serviceToBare, gatewayToBare, atLeast } = budget;
    lines.push(
      toLine("client get, bare Worker", bare),
      toLine("client get, service", service, `${percent(serviceToBare)} of bare`),
      toLine(
        "client get, gateway",
        gateway,
        `${percent(gatewayToBare)} of bare; budget: ${percent(atLeast)} or more`,
      ),
    );
  }
  if (log) {
    const { on, off, onAgain, p50Ms, p99Ms, noiseP50Ms, noiseP99Ms } = log;
    lines.push(
      toLine("client get, with the log", on),
      toLine("client get, without a log", off, `log: p50 ${p50Ms} ms, p99 ${p99Ms} ms`),
      toLine("client get, with it again", onAgain, `noise: p50 ${noiseP50Ms} ms, p99 ${noiseP99Ms} ms`),
    );
  }
  return [HEAD, ...lines].join("\n");
}

const HEAD = toRow("", ["requests/s", "p50 ms", "p99 ms", "errors", "memory MB", "CPU ms", "load's CPU"], "");

function toLine(what: string, figures: Figures, note = ""): string {
  const { requestsPerSecond, p50Ms, p99Ms, errors, memoryMb, cpuMs, generatorBusy } = figures;
  const cells = [
    requestsPerSecond,
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    errors,
    memoryMb ?? "–",
    cpuMs ?? "–",
  ];
  return toRow(what, [...cells, percent(generatorBusy)], note);
}

function toRow(what: string, cells: (string | number)[], note: string): string {
  return [what.padEnd(30), ...cells.map((cell) => String(cell).padStart(11)), "", note].join(" ").trimEnd();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
