import { beforeAll, describe, expect, it } from "vitest";
import { api, insert, quick, send } from "./test-workflows.ts";

/** Twelve: the first two are consumed, the third is leased, the fourth among the dead letters. */
const uuids: string[] = [];

beforeAll(async () => {
  for (let i = 0; i < 12; i += 1) uuids.push((await insert({ order: i }, [`passo ${i}`, "=embalar"])).uuid);
  for (let i = 0; i < 2; i += 1) await api.send("POST", "/api/workflows/consume");
  await api.send("POST", "/api/workflows/claim?leaseSeconds=3600");
  const { lease } = (await api.send("POST", "/api/workflows/claim?leaseSeconds=3600")).body;
  await send("POST", `/api/workflows/${uuids[3]}/release`, { lease, error: "Sem papel" });
  for (let attempt = 2; attempt <= 5; attempt += 1) {
    const claimed = (await api.send("POST", "/api/workflows/claim?leaseSeconds=3600")).body;
    if (claimed.workflow.uuid !== uuids[3]) throw new Error("another was the oldest");
    await send("POST", `/api/workflows/${uuids[3]}/release`, { lease: claimed.lease, error: "Sem papel" });
  }
  await api.post(`/api/workflows/${uuids[0]}/steps/passo%200`, { status: "done" });
});

const numbers = (items: { uuid: string }[]) => items.map(({ uuid }) => uuids.indexOf(uuid));
const list = async (query: string) => numbers((await api.get(`/api/workflows${query}`)).body.items);

describe("GET /api/workflows", () => {
  it("brings the newest first, without data", async () => {
    const { body } = await api.get("/api/workflows");
    expect(numbers(body.items)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(body.items.some((item: object) => "data" in item)).toBe(false);
    expect(body.items[0]).toMatchObject({ place: "waiting", steps: ["passo 11", "=embalar"], version: 1 });
    expect(body.items[11].progress[0]).toMatchObject({ name: "passo 0", status: "done" });
    expect(body.nextCursor).toBeNull();
  });

  it.each([
    ["?sort=createdAt&limit=3", [0, 1, 2]],
    ["?sort=-createdAt&limit=3", [11, 10, 9]],
    ["?status=consumed", [1, 0]],
    ["?status=inserted&sort=createdAt", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ["?place=waiting", [11, 10, 9, 8, 7, 6, 5, 4]],
    ["?place=leased", [2]],
    ["?place=dead", [3]],
    ["?place=consumed&sort=createdAt", [0, 1]],
    ["?status=consumed&place=consumed", [1, 0]],
    ["?status=inserted&place=leased", [2]],
    ["?status=inserted&place=consumed", []],
    ["?status=consumed&place=waiting", []],
  ])("%s", async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it.each([
    ["?status=done", "/status"],
    ["?place=here", "/place"],
    ["?sort=status", "/sort"],
    ["?limit=0", "/limit"],
    ["?limit=101", "/limit"],
    ["?none=1", "/none"],
    ["?cursor=none", "/cursor"],
  ])("refuses %s", async (query, pointer) => {
    const { status, body } = await api.get(`/api/workflows${query}`);
    expect([status, body.code, body.errors?.[0].pointer]).toEqual([400, "invalid-parameter", pointer]);
  });

  it("refuses the cursor of the other order", async () => {
    const { nextCursor } = (await api.get("/api/workflows?limit=1")).body;
    const { status } = await api.get(`/api/workflows?limit=1&sort=createdAt&cursor=${nextCursor}`);
    expect(status).toBe(400);
  });

  it("is exported as CSV, with its filters", async () => {
    const { status, headers, body } = await api.get("/api/workflows.csv?status=consumed&sort=createdAt");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toBe('attachment; filename="workflows.csv"');
    const lines = (body as string).replaceAll(/20\d\d-[^,\r]+Z/g, "TIME").split("\r\n");
    expect(lines).toEqual([
      "uuid,status,place,steps,done,attempts,lastError,createdBy,createdAt,consumedAt",
      `${uuids[0]},consumed,consumed,"passo 0; =embalar",1,0,,Dona Ivone Lara,TIME,TIME`,
      `${uuids[1]},consumed,consumed,"passo 1; =embalar",0,0,,Dona Ivone Lara,TIME,TIME`,
      "",
    ]);
    const dead = await quick.send("GET", "/api/workflows?place=dead", undefined, { accept: "text/csv" });
    expect(dead.body.split("\r\n")[1]).toContain(',inserted,dead,"passo 3; =embalar",0,5,Sem papel,');
  });

  it("is walked page by page, each once, while others come", async () => {
    for (const sort of ["createdAt", "-createdAt"]) {
      const seen: number[] = [];
      let path: string | null = `/api/workflows?sort=${sort}&limit=5`;
      while (path !== null) {
        const { headers, body } = await api.get(path);
        seen.push(...numbers(body.items));
        await insert();
        const link: string | undefined = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
        expect(link === undefined).toBe(body.nextCursor === null);
        if (seen.length > 50) break;
        path = link ?? null;
      }
      const known = seen.filter((number) => number >= 0);
      const all = Array.from({ length: 12 }, (_, i) => i);
      expect(known).toEqual(sort === "createdAt" ? all : all.toReversed());
    }
  });
});
