import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { api, claim, db, emptyQueue, insert, runCronAt, send } from "./test-workflows.ts";

const HOUR_MS = 3_600_000;

interface Stats {
  waiting: number;
  leased: number;
  dead: number;
  consumed: number;
  oldestWaitingAt: string | null;
  hours: { at: string; inserted: number; consumed: number; dead: number; oldestMs: number; open: number }[];
}

const read = async (query = ""): Promise<Stats> => (await api.get(`/api/workflows/stats${query}`)).body;

/** Begins with an empty queue, and no hour that ends before the test does. */
beforeEach(async () => {
  const left = HOUR_MS - (Date.now() % HOUR_MS);
  if (left < 10_000) await scheduler.wait(left + 100);
  await emptyQueue();
  await db.run(sql`delete from hours`);
});

/** Stores one that came in another hour than the one that runs now, and was consumed a second into one. */
async function putInto(hour: number, uuid: string, consumedHour?: number): Promise<void> {
  const at = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const [came, went] = [at + hour * HOUR_MS, at + (consumedHour ?? 0) * HOUR_MS];
  await db.run(sql`insert into workflows (uuid, data, steps, by_kind, by_name, created_at)
    values (${uuid}, '1', '["a"]', 'setup', 'x', ${came})`);
  if (consumedHour === undefined) return;
  await db.run(sql`update workflows set status = 'consumed', place = null, consumed_at = ${went + 1000}
    where uuid = ${uuid}`);
}

describe("GET /api/workflows/stats", () => {
  it("counts what is where, and tells since when the oldest waits", async () => {
    const before = await read();
    expect(before).toMatchObject({ waiting: 0, leased: 0, dead: before.dead, oldestWaitingAt: null });
    const first = await insert();
    await insert();
    expect(await read()).toMatchObject({ waiting: 2, leased: 0, oldestWaitingAt: first.createdAt });
    const { lease } = await claim({ of: first.uuid });
    expect(await read()).toMatchObject({ waiting: 1, leased: 1 });
    await send("POST", `/api/workflows/${first.uuid}/ack`, { lease });
    const after = await read();
    expect(after).toMatchObject({ waiting: 1, leased: 0, consumed: before.consumed + 1 });
  });

  it("tells of each hour what came, went and stayed", async () => {
    await putInto(-3, "a", -3);
    await putInto(-3, "b", -1);
    await putInto(-2, "c");
    await putInto(0, "d", 0);
    await putInto(-30, "e");
    const { hours } = await read("?hours=5");
    const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    expect(hours.map(({ at }) => (Date.parse(at) - now) / HOUR_MS)).toEqual([-4, -3, -2, -1, 0]);
    expect(hours.map(({ inserted }) => inserted)).toEqual([0, 2, 1, 0, 1]);
    expect(hours.map(({ consumed }) => consumed)).toEqual([0, 1, 0, 1, 1]);
    expect(hours.map(({ open }) => open)).toEqual([1, 2, 3, 2, 2]);
    expect(hours.map(({ oldestMs }) => oldestMs)).toEqual([0, 1000, 0, 2 * HOUR_MS + 1000, 1000]);
  });

  it("counts the dead letters of this hour", async () => {
    const { uuid } = await insert();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { lease } = await claim({ of: uuid });
      await send("POST", `/api/workflows/${uuid}/release`, { lease });
    }
    const { dead, waiting, hours } = await read();
    expect(waiting).toBe(0);
    expect(dead).toBeGreaterThan(0);
    expect(hours.reduce((sum, hour) => sum + hour.dead, 0)).toBe(1);
  });

  it("knows by the cron how long the oldest has waited", async () => {
    await insert();
    const now = Date.now();
    const later = now + 600_000;
    await runCronAt(later);
    await runCronAt(now + 300_000);
    const rows = await db.all<{ ms: number }>(sql`select max(oldest_ms) as ms from hours`);
    expect(rows[0]!.ms).toBeGreaterThan(595_000);
    expect(rows[0]!.ms).toBeLessThanOrEqual(later - now + 60_000);
  });

  it("has a day unless it is said, up to a week", async () => {
    expect((await read()).hours).toHaveLength(24);
    expect((await read("?hours=168")).hours).toHaveLength(168);
    expect((await read("?hours=1")).hours).toHaveLength(1);
    for (const hours of ["0", "169", "x", "1.5"]) {
      expect((await api.get(`/api/workflows/stats?hours=${hours}`)).status).toBe(400);
    }
  });
});
