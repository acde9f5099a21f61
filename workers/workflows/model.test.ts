import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ACTS, Model } from "./test-model.ts";
import { db, emptyQueue, quick, runCronAt } from "./test-workflows.ts";

it("after any acts in a row, what is where, and the counts of it, are as they must be", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ACTS, { minLength: 20, maxLength: 60 }), async (acts) => {
      const model = new Model();
      for (const act of acts) await model.run(act);
      for (const { uuid, place, attempts } of model.all) {
        const { body } = await quick.get(`/api/workflows/${uuid}`);
        expect([body.place, body.attempts]).toEqual([place, attempts]);
      }
      const counted = await db.all<{ place: string; count: number }>(
        sql`select place, count from places where count <> 0 order by place`,
      );
      const recounted = await db.all(sql`select coalesce(place, 'consumed') as place, count(*) as count
        from workflows group by 1 order by 1`);
      expect(counted).toEqual(recounted);
      const [hours] = await db.all(sql`select sum(inserted) as came, sum(consumed) as went from hours`);
      const [rows] = await db.all(
        sql`select count(*) as came, sum(status = 'consumed') as went from workflows`,
      );
      expect(hours).toEqual(rows);
      await clear();
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

/** Nothing stays for the next run to find in the queue. */
async function clear() {
  await runCronAt(Date.now() + 3_700_000);
  await emptyQueue();
}
