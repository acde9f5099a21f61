import { SELF } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import { openTestDatabase } from "../shared/test-database.ts";

const api = createTestClient(SELF);
const db = openTestDatabase();

describe("POST /api/clients", () => {
  it("stores a client in its normal form and answers it whole", async () => {
    const { status, headers, body } = await api.post("/api/clients", {
      name: "  João   da Silva ",
      email: "Joao@Exemplo.COM.br",
      phone: "(11) 98765-4321",
      document: "529.982.247-25",
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/clients/${body.id}`);
    expect(body).toEqual({
      id: expect.any(Number),
      name: "João da Silva",
      email: "joao@exemplo.com.br",
      phone: "+5511987654321",
      document: "52998224725",
      status: "active",
      version: 1,
      createdAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: body.createdAt,
      erasedAt: null,
    });
    expect(await api.get(`/api/clients/${body.id}`)).toMatchObject({ status: 200, body });
  });

  it("needs a name only", async () => {
    const { status, body } = await api.post("/api/clients", { name: "Cássia" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "Cássia", email: null, phone: null, document: null });
  });

  it.each([
    ["CNPJ", "11.222.333/0001-81", "11222333000181"],
    ["CNPJ with letters", "12.abc.345/01de-35", "12ABC34501DE35"],
    ["CPF", "111444777-35", "11144477735"],
  ])("accepts a %s", async (_, document, stored) => {
    expect((await api.post("/api/clients", { name: "Loja", document })).body.document).toBe(stored);
  });

  it.each([
    ["+351 912 345 678", "+351912345678"],
    ["11 3456-7890", "+551134567890"],
  ])("accepts the phone %s", async (phone, stored) => {
    expect((await api.post("/api/clients", { name: "Loja", phone })).body.phone).toBe(stored);
  });

  it("refuses a document that another client has, and stores nothing", async () => {
    const first = await api.post("/api/clients", { name: "Primeira", document: "987.654.321-00" });
    const second = await api.post("/api/clients", { name: "Segunda Quaresma", document: "98765432100" });
    expect(first.status).toBe(201);
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: "conflict",
      errors: [{ pointer: "/document", code: "taken" }],
    });
    expect((await api.get("/api/clients?search=quaresma")).body.items).toEqual([]);
  });
});

describe("bad input", () => {
  const long = "x".repeat(201);
  it.each([
    ["no name", {}, "/name", "required"],
    ["an empty name", { name: "" }, "/name", "too_small"],
    ["a blank name", { name: "  \t " }, "/name", "too_small"],
    ["a name too long", { name: long }, "/name", "too_big"],
    ["a number for a name", { name: 7 }, "/name", "type"],
    ["null for a name", { name: null }, "/name", "type"],
    ["a name with control characters", { name: "a\u0000b" }, "/name", "characters"],
    ["an unknown field", { name: "Ana", nome: "Ana" }, "/nome", "unknown"],
    ["a bad e-mail", { name: "Ana", email: "ana@" }, "/email", "invalid_format"],
    ["a bad phone", { name: "Ana", phone: "123" }, "/phone", "phone"],
    ["a CPF with wrong check digits", { name: "Ana", document: "529.982.247-26" }, "/document", "document"],
    ["a CPF of equal digits", { name: "Ana", document: "111.111.111-11" }, "/document", "document"],
    ["a CNPJ with wrong check digits", { name: "Ana", document: "12ABC34501DE36" }, "/document", "document"],
    ["an array", [], "", "type"],
    ["null", null, "", "type"],
  ])("%s is 422 and says where", async (_, input, pointer, code) => {
    const before = await countClients();
    const { status, headers, body } = await api.post("/api/clients", input);
    expect(status).toBe(422);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({
      type: "urn:fachada:problem:invalid-body",
      status: 422,
      errors: [{ pointer, code, detail: expect.any(String) }],
    });
    expect(await countClients()).toBe(before);
  });

  it("names every wrong field at once", async () => {
    const { body } = await api.post("/api/clients", { name: "", email: "x", phone: "y" });
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      "/name",
      "/email",
      "/phone",
    ]);
  });

  const json = { "content-type": "application/json" };
  it.each([
    ["broken JSON", '{"name": "Ana"', json, 400, "invalid-json"],
    ["no body", "", json, 400, "invalid-json"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), json, 400, "invalid-json"],
    [
      "a form",
      "name=Ana",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported-media-type",
    ],
    ["a megabyte", JSON.stringify({ name: "x".repeat(1_000_000) }), json, 413, "body-too-large"],
  ])("%s is a problem of its own", async (_, body, headers, status, code) => {
    const before = await countClients();
    const answer = await api.send("POST", "/api/clients", body, headers);
    expect(answer).toMatchObject({ status, body: { status, code, type: `urn:fachada:problem:${code}` } });
    expect(await countClients()).toBe(before);
  });

  it.each([
    ["/api/clients/abc", 400],
    ["/api/clients/0", 400],
    ["/api/clients/-1", 400],
    ["/api/clients/1e3", 400],
    ["/api/clients/99999999999999999999", 400],
    ["/api/clients/999999", 404],
    ["/api/clients/1/nothing", 404],
    ["/api/clients?limit=0", 400],
    ["/api/clients?limit=101", 400],
    ["/api/clients?limit=", 400],
    ["/api/clients?limit=5&limit=6", 400],
    ["/api/clients?sort=price", 400],
    ["/api/clients?serach=ana", 400],
    ["/api/clients?search=", 400],
    ["/api/clients?cursor=abc", 400],
    ["/api/clients?cursor=%F0%9F%98%80", 400],
  ])("GET %s is %i", async (path, status) => {
    const { headers, ...answer } = await api.get(path);
    expect(answer).toMatchObject({ status, body: { status } });
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["DELETE", "/api/clients", "GET, HEAD, POST"],
    ["PUT", "/client", "GET, HEAD, POST"],
    ["POST", "/api/clients/1", "GET, HEAD, PATCH"],
  ])("%s %s is 405 with what is allowed", async (method, path, allow) => {
    const { status, headers, body } = await api.send(method, path);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe(allow);
    expect(body.code).toBe("method-not-allowed");
  });
});

it("reports its health", async () => {
  const { status, body } = await api.get("/internal/health");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: "clients",
    version: "0.1.0",
    ok: true,
    checks: [{ name: "DB", ok: true }],
  });
});

async function countClients(): Promise<unknown> {
  const [row] = await db.all<{ n: number }>(
    sql`select (select count(*) from clients) + (select count(*) from client_words) as n`,
  );
  return row?.n;
}
