import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { db, emptyQueue, quick, runCronAt } from "./test-workflows.ts";

/** What may be done; `nth` names a workflow or a lease of those there were. */
type Act =
  | { do: "create" | "consume" | "claim" | "expire" }
  | { do: "ack" | "release" | "requeue" | "finish" | "edit"; nth: number };

const nth = fc.nat(5);
const ACTS: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("create" as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("consume" as const, "expire" as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("release" as const), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("ack" as const, "requeue" as const, "finish" as const, "edit" as const),
      nth,
    }),
  },
);

type Place = "waiting" | "leased" | "dead" | "consumed";

interface Known {
  uuid: string;
  place: Place;
  attempts: number;
  lease?: string;
}

/** The queue in memory, beside the service: what is done to one is done to the other, and the answers must be alike. */
class Model {
  readonly all: Known[] = [];
  readonly leases: { lease: string; of: Known }[] = [];

  async run(act: Act): Promise<void> {
    if (act.do === "create") {
      const { status, body } = await quick.post("/api/workflows", { data: 1, steps: ["a"] });
      expect(status).toBe(201);
      this.all.push({ uuid: body.uuid, place: "waiting", attempts: 0 });
    } else if (act.do === "consume") await this.consume();
    else if (act.do === "claim") await this.claim();
    else if (act.do === "expire") await this.expire();
    else if (!("nth" in act)) throw new Error(act.do);
    else if (act.do === "ack" || act.do === "release") await this.answer(act.do, act.nth);
    else await this.change(act.do, act.nth);
  }

  private get oldest(): Known | undefined {
    return this.all.find(({ place }) => place === "waiting");
  }

  private async consume() {
    const { status, headers } = await quick.send("POST", "/api/workflows/consume");
    const { oldest } = this;
    expect(status).toBe(oldest ? 200 : 204);
    expect(headers.get("content-location")).toBe(oldest ? `/api/workflows/${oldest.uuid}/csv` : null);
    if (oldest) oldest.place = "consumed";
  }

  private async claim() {
    const { status, body } = await quick.send("POST", "/api/workflows/claim?leaseSeconds=3600");
    const { oldest } = this;
    expect([status, body.workflow?.uuid]).toEqual(oldest ? [200, oldest.uuid] : [204, undefined]);
    if (!oldest) return;
    Object.assign(oldest, { place: "leased", attempts: oldest.attempts + 1, lease: body.lease });
    this.leases.push({ lease: body.lease, of: oldest });
  }

  private async expire() {
    await runCronAt(Date.now() + 3_700_000);
    for (const each of this.all.filter(({ place }) => place === "leased")) this.giveBack(each);
  }

  private giveBack(known: Known) {
    known.place = known.attempts >= 5 ? "dead" : "waiting";
    delete known.lease;
  }

  private async answer(act: "ack" | "release", nth: number) {
    const found = this.leases.at(-1 - nth);
    if (!found) return;
    const { lease, of } = found;
    const isHeld = of.place === "leased" && of.lease === lease;
    const { status } = await quick.post(`/api/workflows/${of.uuid}/${act}`, { lease });
    if (isHeld) expect(status).toBe(200);
    if (!isHeld) expect([200, 409]).toContain(status); // as it was, or another's
    if (!isHeld) return;
    if (act === "release") this.giveBack(of);
    else of.place = "consumed";
  }

  private async change(act: "requeue" | "finish" | "edit", nth: number) {
    const dead = this.all.findLast(({ place }) => place === "dead");
    const known = act === "requeue" && dead ? dead : this.all.at(-1 - nth);
    if (!known) return;
    const { uuid, place } = known;
    const { version } = (await quick.get(`/api/workflows/${uuid}`)).body;
    const isOpen = place === "waiting" || place === "dead";
    if (act === "requeue") {
      const { status } = await quick.send("POST", `/api/workflows/${uuid}/requeue`);
      expect(status).toBe(place === "dead" ? 200 : 409);
      if (place === "dead") Object.assign(known, { place: "waiting", attempts: 0 });
      return;
    }
    const json = act === "edit" ? { data: 2 } : { status: "consumed" };
    const { status } = await quick.send("PATCH", `/api/workflows/${uuid}`, JSON.stringify(json), {
      "content-type": "application/json",
      "if-match": `"${version}"`,
    });
    expect(status).toBe(isOpen || (act === "finish" && place === "consumed") ? 200 : 409);
    if (act === "finish" && isOpen) known.place = "consumed";
  }
}

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
