import type { Flare } from "./flare.ts";
import { type Call, load, type Spell } from "./load.ts";
import type { Usage } from "./processes.ts";

export interface Settings {
  connections: number;
  /** How often each is measured, in turns with the others. */
  rounds: number;
  seconds: number;
  /** How many calls come before: by then, V8 has compiled what it runs often. */
  warmUpCalls: number;
}

/** With what workerd took for it: its memory at the end, its CPU time from the beginning. */
export interface MeteredSpell extends Spell, Usage {}

/** One of those that are compared. */
export interface Side {
  flare: Flare;
  expected: number;
  callAt: (n: number) => Call;
}

/** Loads each side for a while, then each again, and so on: what slows the machine meanwhile slows all of them. */
export async function takeTurns(sides: Side[], settings: Settings): Promise<MeteredSpell[][]> {
  const { connections, rounds, seconds, warmUpCalls } = settings;
  const spells = sides.map((): MeteredSpell[] => []);
  let from = 0;
  const loadOne = async ({ flare, callAt, expected }: Side) => {
    const before = flare.usage();
    const spell = await load(flare, callAt, { connections, seconds, expected, from });
    from += spell.latencies.length + spell.errors;
    const { memoryMb, cpuMs } = flare.usage();
    return { ...spell, memoryMb, cpuMs: cpuMs === null ? null : cpuMs - before.cpuMs! };
  };
  for (const side of sides) {
    for (let calls = 0; calls < warmUpCalls;) {
      const { latencies, errors } = await loadOne(side);
      calls += latencies.length + errors;
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, side] of sides.entries()) spells[at]!.push(await loadOne(side));
  }
  return spells;
}
