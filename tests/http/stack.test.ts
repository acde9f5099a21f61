import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiOf, createState, eventually, startStack } from "../stack.ts";

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path });
  api = apiOf(stack);
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

const logOf = (requestId: string | null) =>
  eventually(async () => (await api.get(`/api/logs?requestId=${requestId}`)).body.items[0]);

describe("all workers together", () => {
  it("create a client, find it, and show the request in log and figures within 5 s", async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const created = await api.post("/api/clients", { name: "Dona Ivone Lara" });
    expect(created.status).toBe(201);
    const found = await api.get("/api/clients?search=ivone");
    expect(found.body.items).toEqual([created.body]);

    expect(await logOf(created.headers.get("x-request-id"))).toMatchObject({
      service: "clients",
      method: "POST",
      route: "/api/clients",
      path: "/api/clients",
      status: 201,
      serviceMs: expect.any(Number),
      databaseMs: expect.any(Number),
      rowsRead: expect.any(Number),
    });
    const { body } = await api.get(`/api/logs/stats?from=${from}&groupBy=route&service=clients&method=POST`);
    expect(body.groups).toMatchObject([{ key: "POST /api/clients", count: 1, errors: 0 }]);
    expect(body.total.p50).toBeGreaterThanOrEqual(0);
  });

  it("carry one trace from the caller to the log", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    await api.send("GET", "/client?id=424242", undefined, { traceparent });
    expect(await logOf("0af7651916cd43dd8448eb211c80319c")).toMatchObject({ path: "/client", status: 404 });
  });

  it("keep the old paths", async () => {
    const created = await api.post("/client", { nome: "Cartola" });
    expect(created).toMatchObject({ status: 201, body: { nome: "Cartola" } });
    expect((await api.get(`/client?id=${created.body.id}`)).body).toEqual(created.body);
    expect((await api.get("/client")).body).toContainEqual(created.body);
    await logOf(created.headers.get("x-request-id"));
    expect((await api.get("/logs?method=POST")).body).toContainEqual(
      expect.objectContaining({ path: "/client" }),
    );
  });

  it("are all well", async () => {
    const { body } = await api.get("/api/services");
    expect(body.items.map(({ name, ok }: { name: string; ok: boolean }) => [name, ok])).toEqual([
      ["gateway", true],
      ["accounts", true],
      ["clients", true],
      ["catalog", true],
      ["sales", true],
      ["workflows", true],
      ["logs", true],
    ]);
  });

  it("refuse a megabyte, and log that too", async () => {
    const { status, headers, body } = await api.post("/api/clients", { name: "x".repeat(1_000_000) });
    expect(status).toBe(413);
    expect(body.code).toBe("body-too-large");
    expect(await logOf(headers.get("x-request-id"))).toMatchObject({ status: 413, route: "/api/clients" });
  });

  it("serve the dashboard on every page, and no page for a missing file", async () => {
    for (const page of ["/", "/clients", "/requests?status=5xx", "/services"]) {
      const { status, headers, body } = await api.get(page);
      expect(status, page).toBe(200);
      expect(headers.get("content-type"), page).toContain("text/html");
      expect(body, page).toContain('<div id="app">');
    }
    expect((await api.get("/assets/none.js")).status).toBe(404);
  });
});
