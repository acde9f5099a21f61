import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const NAMES = [
  "Zé Ramalho",
  "ângela Ro Ro",
  "Antônio Carlos Jobim",
  "Ana Cañas",
  "Maria Bethânia",
  "Ana Mariana Braga",
];

beforeAll(async () => {
  for (const name of NAMES) await api.post("/api/clients", { name });
  // Two created in the same millisecond: their ids must decide.
  await db.run(sql`update clients set created_at = 1700000000000 + 1000 * (id / 2)`);
});

const names = (body: { items: { name: string }[] }) => body.items.map((client) => client.name);

async function walk(path: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const { status, body } = await api.get(`${path}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(2);
    found.push(...names(body));
    cursor = body.nextCursor;
  }
  return found;
}

describe("GET /api/clients", () => {
  const byName = [
    "Ana Cañas",
    "Ana Mariana Braga",
    "ângela Ro Ro",
    "Antônio Carlos Jobim",
    "Maria Bethânia",
    "Zé Ramalho",
  ];
  it.each([
    ["newest first", "", [...NAMES].toReversed()],
    ["oldest first", "&sort=createdAt", NAMES],
    ["by name, without regard to case and accents", "&sort=name", byName],
    ["by name from the end", "&sort=-name", [...byName].toReversed()],
  ])("lists %s, in pages that neither skip nor repeat", async (_, sort, expected) => {
    expect(await walk(`/api/clients?limit=2${sort}`)).toEqual(expected);
  });

  it("links to the next page, and to none from the last", async () => {
    const first = await api.get("/api/clients?limit=4&sort=name");
    const link = /^<(.+)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1];
    expect(link).toBe(`/api/clients?limit=4&sort=name&cursor=${first.body.nextCursor}`);
    const second = await api.get(link!);
    expect(names(second.body)).toEqual(["Maria Bethânia", "Zé Ramalho"]);
    expect(second.headers.get("link")).toBeNull();
  });

  it("keeps its place when clients come in before it", async () => {
    const first = await api.get("/api/clients?limit=3&sort=name");
    const { body: newcomer } = await api.post("/api/clients", { name: "Abel Ferreira" });
    const second = await api.get(`/api/clients?limit=3&sort=name&cursor=${first.body.nextCursor}`);
    await db.run(sql`delete from clients where id = ${newcomer.id}`);
    expect(names(second.body)).toEqual(["Antônio Carlos Jobim", "Maria Bethânia", "Zé Ramalho"]);
  });

  it("refuses a cursor of another order", async () => {
    const { body } = await api.get("/api/clients?limit=2&sort=name");
    expect(await api.get(`/api/clients?limit=2&sort=-name&cursor=${body.nextCursor}`)).toMatchObject({
      status: 400,
      body: { code: "invalid-parameter", errors: [{ pointer: "/cursor" }] },
    });
  });
});

describe("GET /api/clients?search=", () => {
  it.each([
    ["ANGELA", ["ângela Ro Ro"]],
    ["cañ", ["Ana Cañas"]],
    ["an", ["Ana Cañas", "Ana Mariana Braga", "ângela Ro Ro", "Antônio Carlos Jobim"]],
    ["jobim antonio", ["Antônio Carlos Jobim"]],
    ["ro", ["ângela Ro Ro"]],
    ["mari", ["Maria Bethânia", "Ana Mariana Braga"]],
    ["ana mari", ["Ana Mariana Braga"]],
    ["obim", []],
    ["!?", []],
    ["%", []],
  ])("%s finds %j", async (search, expected) => {
    const query = encodeURIComponent(search);
    expect(names((await api.get(`/api/clients?search=${query}`)).body)).toEqual(expected);
    expect(await walk(`/api/clients?limit=2&search=${query}`)).toEqual(expected);
  });

  it("goes with any order", async () => {
    expect(await walk("/api/clients?limit=2&search=an&sort=-name")).toEqual([
      "Antônio Carlos Jobim",
      "ângela Ro Ro",
      "Ana Mariana Braga",
      "Ana Cañas",
    ]);
    expect(await walk("/api/clients?limit=2&search=mari&sort=createdAt")).toEqual([
      "Maria Bethânia",
      "Ana Mariana Braga",
    ]);
  });
});

describe("/client, as the old system had it", () => {
  it("lists all with their old names, oldest first, and pages by link", async () => {
    const { status, headers, body } = await api.get("/client?limit=2");
    expect(status).toBe(200);
    expect(body).toEqual([
      { id: expect.any(Number), nome: "Zé Ramalho" },
      { id: expect.any(Number), nome: "ângela Ro Ro" },
    ]);
    expect(headers.get("link")).toMatch(/^<\/client\?limit=2&cursor=.+>; rel="next"$/);
  });

  it("creates one and finds it by id", async () => {
    const created = await api.post("/client", { nome: "Elza Soares" });
    expect(created).toMatchObject({ status: 201, body: { id: expect.any(Number), nome: "Elza Soares" } });
    const { id } = created.body;
    expect(created.headers.get("location")).toBe(`/client?id=${id}`);
    expect(await api.get(`/client?id=${id}`)).toMatchObject({
      status: 200,
      body: { id, nome: "Elza Soares" },
    });
    expect((await api.get(`/api/clients/${id}`)).body.name).toBe("Elza Soares");
  });

  it.each([
    ["/client?id=abc", 400],
    ["/client?id=0", 400],
    ["/client?id=987654", 404],
    ["/client?nome=Ana", 400],
  ])("GET %s is %i", async (path, status) => {
    expect(await api.get(path)).toMatchObject({ status, body: { status } });
  });

  it.each([[{}], [{ nome: "" }], [{ nome: 5 }], [{ nome: "x".repeat(201) }], [{ name: "Ana" }]])(
    "POST %j is 422",
    async (input) => {
      expect(await api.post("/client", input)).toMatchObject({ status: 422, body: { code: "invalid-body" } });
    },
  );
});
