import { env } from "cloudflare:test";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { apiOn, deliver, entry, forgetAll, runCron } from "./test-log.ts";
import { listen } from "./test-tail.ts";

beforeEach(forgetAll);

const now = () => new Date().toISOString();

describe("the tail", () => {
  it("tells of what comes in, as it comes in, and of nothing before", async () => {
    await deliver([[entry({ time: new Date(Date.now() - 5000).toISOString() })]]);
    await using tail = await listen();
    expect(tail.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const [first, second] = [entry({ time: now() }), entry({ time: now(), status: 500 })];
    await deliver([[first]]);
    expect(await tail.next()).toMatchObject({ event: "entries", data: [first] });
    await deliver([[second]]);
    expect(await tail.next()).toMatchObject({ event: "entries", data: [second] });
  });

  it("has the filters of the list", async () => {
    await using tail = await listen("?status=5xx&service=sales");
    const wanted = entry({ time: now(), status: 503, service: "sales" });
    await deliver([[entry({ time: now(), service: "sales" }), wanted, entry({ time: now(), status: 500 })]]);
    expect((await tail.next()).data).toEqual([wanted]);
  });

  it("goes on after the last event, with what was missed, late or compacted meanwhile, and nothing twice", async () => {
    const tail = await listen();
    const start = Date.now();
    const at = (ms: number) => new Date(start + ms).toISOString();
    await deliver([[entry({ time: at(10) }), entry({ time: at(30) })]]);
    const { id } = await tail.next();
    await tail[Symbol.asyncDispose]();
    const late = entry({ time: at(20) });
    const after = entry({ time: at(3 * 60_000) });
    await deliver([[late], [after]]);
    for (let minute = 4; minute < 9; minute += 1) await runCron(start + minute * 60_000);
    await using again = await listen("", id);
    expect((await again.next()).data).toEqual([late, after]);
  });

  it("has no gaps and no doubles, however often it breaks off and in whatever order entries come", async () => {
    const burst = fc.record({
      delays: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 8 }),
      breaksOff: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 4 }), async (bursts) => {
        await forgetAll();
        let tail = await listen();
        const given = [entry({ time: now() })];
        await deliver([given]);
        const first = await tail.next();
        const heard = first.data;
        let { id } = first;
        for (const { delays, breaksOff } of bursts) {
          const some = delays.map((ms) => entry({ time: new Date(Date.now() + ms).toISOString() }));
          given.push(...some);
          const half = Math.ceil(some.length / 2);
          await deliver([some.slice(0, half), some.slice(half)]);
          if (breaksOff) {
            await tail[Symbol.asyncDispose]();
            tail = await listen("", id);
          }
          while (heard.length < given.length) {
            const event = await tail.next();
            heard.push(...event.data);
            id = event.id ?? id;
          }
        }
        await tail[Symbol.asyncDispose]();
        expect(heard.map(({ id }) => id).toSorted()).toEqual(given.map(({ id }) => id).toSorted());
      }),
      { numRuns: 4 },
    );
  });

  it.each(["x", "WzFd"])("refuses to go on after %s", async (id) => {
    const { status, body } = await apiOn(env.LOG).send("GET", "/api/logs/tail", undefined, {
      "last-event-id": id,
    });
    expect([status, body.code]).toEqual([400, "invalid-parameter"]);
  });
});
