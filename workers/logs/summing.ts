import { readAll } from "./kv.ts";
import { DAY_MS, HOUR_MS, startOf } from "./periods.ts";
import { expirationOf } from "./retention.ts";
import { mergeRollups } from "./rollups.ts";
import { isSettled, remove, type Run } from "./run.ts";
import { type Index, type ListedDay, type Metadata, type Node, wholeKey } from "./tree.ts";

/** Sums up each day that is over, so that a chart of many days reads one small rollup a day, and again if more came to it. */
export async function sumUpDays(run: Run, index: Index): Promise<void> {
  for (const [day, versions] of index.days) {
    if (run.operationsLeft <= 0) return;
    const [version, ...others] = versions;
    const isOver = startOf(day) + DAY_MS + HOUR_MS <= run.now;
    if (!isOver || !version || others.length > 0 || !isSettled(run, version.writtenAt)) continue;
    const sums = index.wholes.get(day) ?? [];
    const sum = sums.find(({ hash }) => hash === version.hash);
    try {
      if (!sum) await sumUp(run, day, version);
      else if (isSettled(run, sum.writtenAt)) {
        await remove(
          run,
          sums.filter((other) => other !== sum).map(({ key }) => key),
        );
      }
    } catch (error) {
      run.failures.push(error);
    }
  }
}

async function sumUp(run: Run, day: string, { key, hash, count }: ListedDay): Promise<void> {
  run.operationsLeft -= 2;
  const node = (await readAll<Node>(run.kv, [key])).get(key);
  if (!node) throw new Error(`The log lacks ${key}.`);
  const rollup = mergeRollups(Object.values(node).map(({ rollup }) => rollup));
  const metadata: Metadata = { count, writtenAt: run.now };
  const expiration = expirationOf(day, run.retention.figureDays);
  await run.kv.put(wholeKey(day, hash), JSON.stringify(rollup), { expiration, metadata });
}
