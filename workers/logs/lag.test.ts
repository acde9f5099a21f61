import { env } from "cloudflare:test";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogEntry } from "../shared/log-entry.ts";
import { MINUTE_MS } from "./periods.ts";
import { newestFirst } from "./segments.ts";
import { apiOn, deliver, entry, forgetAll, readAllPages, runCron } from "./test-log.ts";

const START = Date.parse("2031-03-05T22:57:00Z");
const QUERY = "from=2031-03-05T22:00:00Z&to=2031-03-06T02:00:00Z";
const LONG_QUERY = "from=2030-11-01T00:00:00Z&to=2031-03-07T00:00:00Z";
const LAG_MS = 60_000;

function lagOf(place: string, key: string): number {
  return [...`${place}${key}`].reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) % 60_013, 7) % LAG_MS;
}

/** The KV of a planet: each place sees a key come and go up to 60 s late, every place and key in its own time. */
function createPlanet(clock: { now: number }) {
  const written = new Map<string, number>();
  const deleted = new Map<string, { at: number; listed: KVNamespaceListKey<unknown> }>();

  return (place: string): KVNamespace => {
    const isThere = (key: string, at: number) => clock.now >= at + lagOf(place, key);
    return new Proxy(env.LOG, {
      get: (target, property: "get" | "put" | "list" | "delete") => {
        if (property === "get") return target.get.bind(target);
        if (property === "put") {
          return (key: string, ...rest: [string, KVNamespacePutOptions]) => {
            if (!written.has(key)) written.set(key, clock.now);
            return target.put(key, ...rest);
          };
        }
        if (property === "delete") {
          return async (key: string) => {
            const { keys } = await target.list({ prefix: key });
            if (keys[0]) deleted.set(key, { at: clock.now, listed: keys[0] });
            written.delete(key);
            await target.delete(key);
          };
        }
        return async ({ prefix }: { prefix: string }) => {
          const { keys } = await target.list({ prefix });
          const there = keys.filter(({ name }) => isThere(name, written.get(name) ?? 0));
          const ghosts = [...deleted.values()]
            .filter(({ at, listed }) => listed.name.startsWith(prefix) && !isThere(listed.name, at))
            .filter(({ listed }) => !there.some(({ name }) => name === listed.name));
          return { keys: [...there, ...ghosts.map(({ listed }) => listed)], list_complete: true };
        };
      },
    });
  };
}

const minutes = fc.constantFrom(0, 1, 2, 30, 62, 63);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("deliver" as const),
      minutes: fc.array(minutes, { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("deliver again" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("compact" as const),
      runs: fc.integer({ min: 1, max: 6 }),
      apart: fc.constantFrom(0, 5_000, 25_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.constantFrom(1, 2, 60) }),
  },
);

const ignore = () => undefined;

it("never hides or doubles what a minute ago was there, while every place sees the keys in its own time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      await forgetAll();
      const clock = { now: START + 5 * MINUTE_MS };
      const planet = createPlanet(clock);
      const delivered = new Map<LogEntry, number>();
      const check = async () => {
        const listed = await readAllPages("limit=100", apiOn(planet("reader")));
        const { body } = await apiOn(planet("reader")).get(`/api/logs/stats?${QUERY}`);
        const old = [...delivered].filter(([, at]) => at + LAG_MS <= clock.now).map(([one]) => one);
        const shown = new Set(listed.map(({ id }) => id));
        expect(old.filter(({ id }) => !shown.has(id))).toEqual([]);
        expect(listed).toEqual([...delivered.keys()].filter(({ id }) => shown.has(id)).toSorted(newestFirst));
        expect(body.total.count).toBe(listed.length);
      };
      for (const taken of [
        ...steps,
        { kind: "wait", minutes: 200 } as const,
        { kind: "compact", runs: 12, apart: 0 } as const,
      ]) {
        if (taken.kind === "wait") clock.now += taken.minutes * MINUTE_MS;
        if (taken.kind === "deliver") {
          const made = taken.minutes.map((minute) =>
            entry({ time: new Date(START + minute * MINUTE_MS).toISOString() }),
          );
          await deliver([made], planet("consumer"));
          for (const one of made) delivered.set(one, clock.now);
          clock.now += 7_000;
        }
        if (taken.kind === "deliver again")
          await deliver([[...delivered.keys()].slice(0, 50)], planet("consumer"));
        for (let i = 0; taken.kind === "compact" && i < taken.runs; i++) {
          // In two places, at once or while the other's writes travel, as when a run takes long or comes late.
          const here = runCron(clock.now, planet("here")).catch(ignore);
          if (taken.apart > 0) await here;
          clock.now += taken.apart;
          await runCron(clock.now, planet("there")).catch(ignore);
          await here;
          await check();
          clock.now += MINUTE_MS - taken.apart;
        }
        await check();
        const { body } = await apiOn(planet("reader")).get(`/api/logs/stats?${LONG_QUERY}`);
        const isShown = ([, at]: [LogEntry, number]) => at + LAG_MS <= clock.now;
        expect(body.total.count).toBeGreaterThanOrEqual([...delivered].filter(isShown).length);
        expect(body.total.count).toBeLessThanOrEqual(delivered.size);
      }
      const { keys } = await env.LOG.list({ prefix: "index/" });
      expect(keys.filter(({ name }) => !/^index\/(day|whole)\//.test(name))).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 60_000);
