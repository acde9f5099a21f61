import type { MeteredSpell } from "./turns.ts";

/** What some spells of the same load came to together. */
export interface Figures {
  /** The median of the spells: a neighbour on the machine spoils one, not all. */
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
  /** What workerd occupied at most; null, as the next, where the system doesn't tell. */
  memoryMb: number | null;
  /** The CPU time of workerd a request: neighbours on the machine change it least. */
  cpuMs: number | null;
  /** How much of a core the load itself took, at most: near 1, it would be what was measured. */
  generatorBusy: number;
}

export function toFigures(spells: MeteredSpell[]): Figures {
  const latencies = spells.flatMap((spell) => spell.latencies).toSorted((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return {
    requestsPerSecond: round(median(spells.map((spell) => spell.requestsPerSecond)), 0),
    p50Ms: round(at(0.5), 2),
    p99Ms: round(at(0.99), 2),
    errors: sum(spells.map((spell) => spell.errors)),
    memoryMb: unlessNull(
      spells.map((spell) => spell.memoryMb),
      (all) => round(Math.max(...all), 0),
    ),
    cpuMs: unlessNull(
      spells.map((spell) => spell.cpuMs),
      (all) => round(sum(all) / latencies.length, 2),
    ),
    generatorBusy: round(Math.max(...spells.map((spell) => spell.generatorBusy)), 2),
  };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function unlessNull(values: (number | null)[], of: (values: number[]) => number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? of(known) : null;
}
