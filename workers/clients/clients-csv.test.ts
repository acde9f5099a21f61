import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { AS_OWNER, createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const HEAD = "id,name,email,phone,document,status,createdAt,updatedAt\r\n";

beforeAll(async () => {
  await api.post("/api/clients", { name: 'Bar "do" Zé, Ltda.', phone: "+351912345678" });
  await api.post("/api/clients", { name: "=HYPERLINK(0)", document: "529.982.247-25" });
  await api.post("/api/clients", { name: "Ângela", email: "angela@exemplo.com.br" });
  await db.run(sql`update clients set created_at = 1700000000000 + id, updated_at = created_at`);
});

describe("GET /api/clients.csv", () => {
  it("quotes what needs it, and disarms what a spreadsheet would run", async () => {
    const { status, headers, body } = await api.get("/api/clients.csv?sort=createdAt");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toBe('attachment; filename="clients.csv"');
    expect(body).toMatch(
      new RegExp(
        `^${HEAD}` +
          `\\d+,"Bar ""do"" Zé, Ltda.",,'\\+351912345678,,active,2023-11-14T22:13:20.00\\dZ,[^,]+Z\\r\\n` +
          `\\d+,'=HYPERLINK\\(0\\),,,52998224725,active,[^,]+Z,[^,]+Z\\r\\n` +
          `\\d+,Ângela,angela@exemplo.com.br,,,active,[^,]+Z,[^,]+Z\\r\\n$`,
      ),
    );
  });

  it.each([
    ["text/csv", "text/csv"],
    ["text/csv, application/json;q=0.9", "text/csv"],
    ["application/json, text/csv;q=0.9", "application/json"],
    ["*/*", "application/json"],
  ])("comes from the list as well, for Accept: %s as %s", async (accept, mediaType) => {
    const { status, headers, body } = await api.send("GET", "/api/clients?search=bar", undefined, { accept });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain(mediaType);
    const csv = (await api.get("/api/clients.csv?search=bar")).body;
    expect(body === csv).toBe(mediaType === "text/csv");
  });

  it("is the list's alone: one client comes as JSON", async () => {
    const { body } = await api.get("/api/clients?search=bar");
    const one = `/api/clients/${body.items[0].id}`;
    expect((await api.send("GET", one, undefined, { accept: "text/csv" })).body).toEqual(body.items[0]);
  });

  it("has the filters of the list", async () => {
    expect((await api.get("/api/clients.csv?search=angela")).body.split("\r\n")).toHaveLength(3);
    expect((await api.get("/api/clients.csv?search=nobody")).body).toBe(HEAD);
    expect(await api.get("/api/clients.csv?sort=price")).toMatchObject({
      status: 400,
      body: { status: 400 },
    });
    expect(await api.get("/api/clients.csv?limit=5")).toMatchObject({ status: 400 });
  });

  it("has every client once, however many there are", async () => {
    await db.run(
      sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 25000)
       insert into clients (name, name_key, created_at) select 'Cliente ' || i, 'cliente', 1600000000000 from n`,
    );
    const response = await SELF.fetch("http://fachada.test/api/clients.csv", { headers: AS_OWNER });
    const ids = new Set<string>();
    let lines = 0;
    let rest = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split("\r\n");
      rest = parts.pop() ?? "";
      lines += parts.length;
      for (const part of parts) ids.add(part.split(",")[0] ?? "");
    }
    expect(lines).toBe(25_004);
    expect(ids.size).toBe(25_004);
  });
});
