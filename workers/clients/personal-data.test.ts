import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

const HOME = {
  street: "Rua do Catete",
  number: "153",
  city: "Rio de Janeiro",
  state: "RJ",
  postalCode: "22220-000",
};

async function create(document: string) {
  const { headers, body } = await api.post("/api/clients", {
    name: "Carolina Maria de Jesus",
    email: "carolina@exemplo.com.br",
    phone: "11987654321",
    document,
  });
  const path = headers.get("location")!;
  await api.post(`${path}/addresses`, HOME);
  await api.post(`${path}/addresses`, { ...HOME, label: "work" });
  return { path, client: body };
}

const erase = (path: string, ifMatch: string) =>
  api.send("POST", `${path}/erase`, undefined, { "if-match": ifMatch });

describe("GET /api/clients/{id}/personal-data", () => {
  it("brings all that is kept of a person, as a file", async () => {
    const { path, client } = await create("529.982.247-25");
    const { status, headers, body } = await api.get(`${path}/personal-data`);
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="client-${client.id}.json"`);
    expect(body).toMatchObject({
      exportedAt: expect.stringMatching(/Z$/),
      client,
      addresses: [
        { postalCode: "22220000", primary: true },
        { label: "work", primary: false },
      ],
      history: [
        { action: "address-created", createdAt: expect.stringMatching(/Z$/) },
        { action: "address-created" },
        {
          action: "created",
          changes: [{ field: "name", from: null, to: "Carolina Maria de Jesus" }, {}, {}, {}, {}],
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("Dona Ivone Lara"); // who typed it in is about somebody else
    expect(await api.get("/api/clients/987654/personal-data")).toMatchObject({ status: 404 });
  });
});

describe("POST /api/clients/{id}/erase", () => {
  it("leaves id and times, and nothing of the person", async () => {
    const { path, client } = await create("111.444.777-35");
    const erased = await erase(path, '"1"');
    expect(erased.status).toBe(200);
    expect(erased.body).toEqual({
      ...client,
      name: "[erased]",
      email: null,
      phone: null,
      document: null,
      status: "inactive",
      version: 2,
      updatedAt: expect.stringMatching(/Z$/),
      erasedAt: erased.body.updatedAt,
    });
    expect((await api.get(`${path}/addresses`)).body.items).toEqual([]);
    for (const table of [sql`client_words`, sql`addresses`]) {
      expect(await db.$count(table, sql`client_id = ${client.id}`)).toBe(0);
    }
    expect((await api.post("/api/clients", { name: "Outra", document: "11144477735" })).status).toBe(201);
  });

  it("happens once, and is final", async () => {
    const { path } = await create("123.456.789-09");
    const first = await erase(path, '"1"');
    expect((await erase(path, '"1"')).body).toEqual(first.body);
    const json = { "content-type": "application/json", "if-match": '"2"' };
    expect(await api.send("PATCH", path, '{"name": "Carolina"}', json)).toMatchObject({ status: 409 });
    expect(await api.post(`${path}/addresses`, HOME)).toMatchObject({ status: 404 });
    expect((await api.get(path)).body).toEqual(first.body);
  });

  it("needs the version that was seen", async () => {
    const { path, client } = await create("987.654.321-00");
    expect(await erase(path, '"7"')).toMatchObject({ status: 412, body: { current: client } });
    expect(await api.send("POST", `${path}/erase`)).toMatchObject({ status: 428 });
    expect((await api.get(path)).body).toEqual(client);
    expect((await api.get(`${path}/addresses`)).body.items).toHaveLength(2);
    expect(await erase("/api/clients/987654", '"1"')).toMatchObject({ status: 404 });
  });
});
