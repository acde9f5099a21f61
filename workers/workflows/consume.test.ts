import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { api, AT_ONCE, claim, db, emptyQueue, insert, once, quick, raw, send } from "./test-workflows.ts";

beforeEach(emptyQueue);

const bytesOf = async (method: string, path: string) => [
  ...new Uint8Array(await (await raw(method, path)).arrayBuffer()),
];

const consume = (query = "") => api.send("POST", `/api/workflows/consume${query}`);

describe("POST /api/workflows/consume", () => {
  it("takes the oldest that waits, as CSV under its name", async () => {
    const { uuid } = await insert({ order: 1042, client: { name: "Ana" } });
    const { status, headers, body } = await consume();
    expect([status, body]).toEqual([200, "order,client.name\r\n1042,Ana\r\n"]);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="workflow-${uuid}.csv"`);
    expect(headers.get("content-location")).toBe(`/api/workflows/${uuid}/csv`);
    const { body: workflow } = await api.get(`/api/workflows/${uuid}`);
    expect(workflow).toMatchObject({ status: "consumed", place: "consumed", attempts: 0, version: 2 });
    expect(Math.abs(Date.now() - Date.parse(workflow.consumedAt))).toBeLessThan(60_000);
    expect(workflow.leaseUntil).toBeNull();
  });

  it("takes first what came first, and answers 204 when nothing waits", async () => {
    for (const order of [1, 2, 3]) await insert({ order });
    const bodies = [await consume(), await consume(), await consume()].map(({ body }) => body);
    expect(bodies).toEqual(["order\r\n1\r\n", "order\r\n2\r\n", "order\r\n3\r\n"]);
    const empty = await consume();
    expect([empty.status, empty.body, empty.headers.get("content-location")]).toEqual([204, "", null]);
  });

  it("leaves alone what somebody has, what is dead, and what was consumed by an edit", async () => {
    const { uuid } = await claim();
    const edited = await insert({ order: "edited" });
    await send("PATCH", `/api/workflows/${edited.uuid}`, { status: "consumed" }, { "if-match": '"1"' });
    await insert({ order: "free" });
    expect((await consume()).body).toBe("order\r\nfree\r\n");
    expect((await consume()).status).toBe(204);
    expect((await api.get(`/api/workflows/${uuid}`)).body.place).toBe("leased");
  });

  it("begins with a byte order mark if that is wished for", async () => {
    const { uuid } = await insert({ nome: "Sá" });
    const response = await bytesOf("POST", "/api/workflows/consume?bom=true");
    expect(response).toEqual([0xef, 0xbb, 0xbf, ...new TextEncoder().encode("nome\r\nSá\r\n")]);
    expect(await bytesOf("GET", `/api/workflows/${uuid}/csv?bom=true`)).toEqual(response);
    expect(await bytesOf("GET", `/api/workflows/${uuid}/csv?bom=false`)).toEqual(response.slice(3));
    expect((await consume("?bom=1")).body.errors).toMatchObject([{ pointer: "/bom" }]);
    expect((await consume("?none=1")).status).toBe(400);
  });

  it("with a key brings the same again, and nothing if nothing was there", async () => {
    await insert({ order: 1 });
    await insert({ order: 2 });
    const first = await once("/api/workflows/consume", "box-1", undefined);
    const again = await once("/api/workflows/consume", "box-1", undefined);
    expect([first.body, again.body]).toEqual(["order\r\n1\r\n", "order\r\n1\r\n"]);
    expect(again.headers.get("content-location")).toBe(first.headers.get("content-location"));
    expect([first, again].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect((await consume()).body).toBe("order\r\n2\r\n");
    expect((await once("/api/workflows/consume", "box-2", undefined)).status).toBe(204);
    await insert({ order: 3 });
    expect((await once("/api/workflows/consume", "box-2", undefined)).status).toBe(204);
    expect((await once("/api/workflows/consume", "box-3", undefined)).body).toBe("order\r\n3\r\n");
  });

  it("20 times at once with one key takes one", async () => {
    for (let i = 0; i < 3; i += 1) await insert({ order: i });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => once("/api/workflows/consume", "at-once", undefined, quick)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(["200 order\r\n0\r\n"]),
    );
    expect((await api.get("/api/workflows?place=waiting")).body.items).toHaveLength(2);
  });

  it("by many at once brings 100 to one each, in their order", async () => {
    for (let i = 0; i < 100; i += 1) await quick.post("/api/workflows", { data: { order: i }, steps: ["a"] });
    const taken = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const own: number[] = [];
        for (;;) {
          const { status, body } = await quick.send("POST", "/api/workflows/consume");
          if (status === 204) return own;
          expect(status).toBe(200);
          own.push(Number(body.split("\r\n")[1]));
        }
      }),
    );
    for (const own of taken) expect(own).toEqual(own.toSorted((a, b) => a - b));
    expect(taken.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    // The trail is in the order of the transactions.
    const trail = await db.all<{ id: number }>(
      sql`select subject_id as id from audit where action = 'consumed' order by id desc limit 100`,
    );
    const ids = trail.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  });
});
