import { describe, expect, it } from "vitest";
import { AS_OWNER, apiOf, createState, eventually, startStack } from "../stack.ts";

describe("with a worker missing", () => {
  it("clients works as before when logs is down", async () => {
    await using state = await createState();
    await using stack = await startStack({
      state: state.path,
      workers: [{ name: "accounts" }, { name: "clients" }],
    });
    const api = apiOf(stack, { described: null });
    const created = await api.post("/api/clients", { name: "Clementina de Jesus" });
    expect(created.status).toBe(201);
    expect((await api.get(`/api/clients/${created.body.id}`)).body).toEqual(created.body);
    expect(await api.get("/api/logs")).toMatchObject({ status: 502, body: { code: "service-failed" } });
    expect((await api.get("/api/services")).body.items).toMatchObject([
      { name: "gateway", ok: true },
      { name: "accounts", ok: true },
      { name: "clients", ok: true },
      { name: "catalog", ok: false },
      { name: "sales", ok: false },
      { name: "workflows", ok: false },
      { name: "logs", ok: false, error: expect.any(String) },
    ]);
  });

  it("clients being down is a 502, which the log shows", async () => {
    await using state = await createState();
    await using stack = await startStack({
      state: state.path,
      workers: [{ name: "accounts" }, { name: "logs" }],
    });
    const api = apiOf(stack, { described: null });
    const { status, headers, body } = await api.get("/api/clients/7");
    expect(status).toBe(502);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ code: "service-failed", requestId: headers.get("x-request-id") });
    const entry = await eventually(
      async () => (await api.get("/api/logs?status=502&service=clients")).body.items[0],
    );
    expect(entry).toMatchObject({ requestId: body.requestId, path: "/api/clients/7", status: 502 });
  });
});

describe("workers killed while they create", () => {
  it("have created each client once when all callers have tried again", async () => {
    await using state = await createState();
    const names = Array.from({ length: 100 }, (_, i) => `Killed ${i}`);
    const create = async (stack: { url: string }, name: string) => {
      const response = await fetch(`${stack.url}/api/clients`, {
        method: "POST",
        headers: {
          ...AS_OWNER,
          "content-type": "application/json",
          "idempotency-key": name.replace(" ", "-"),
        },
        body: JSON.stringify({ name }),
      });
      expect(response.status).toBe(201);
      return response.headers.get("idempotent-replayed") === "true";
    };

    await using killed = await startStack({ state: state.path });
    const creating = names.map((name) => create(killed, name));
    await Promise.any(creating);
    await killed.stop("SIGKILL");
    const before = await Promise.allSettled(creating);
    expect(before.filter(({ status }) => status === "rejected")).not.toEqual([]);

    await using stack = await startStack({ state: state.path });
    const replayed = await Promise.all(names.map((name) => create(stack, name)));
    const answered = replayed.filter((_, i) => before[i]!.status === "fulfilled");
    expect(answered).toEqual(answered.map(() => true));
    const { body } = await apiOf(stack).get("/api/clients?search=killed&limit=100");
    expect(body.items.map(({ name }: { name: string }) => name).toSorted()).toEqual(names.toSorted());
  });
});

describe("the second start", () => {
  it("keeps what was stored, and adds no demo data again", async () => {
    await using state = await createState();
    const first = await startStack({ state: state.path, demoData: true });
    const { body: created } = await apiOf(first).post("/api/clients", { name: "Zé Keti" });
    expect(created.id).toBe(321);
    const past = `/api/logs/stats?from=${hoursAgo(7)}&to=${hoursAgo(1)}`;
    const { body: stats } = await apiOf(first).get(past);
    expect(stats.total.count).toBeGreaterThan(1000);
    await first.stop();

    await using second = await startStack({ state: state.path, demoData: true });
    expect((await apiOf(second).get("/api/clients?limit=1")).body.items).toEqual([created]);
    expect((await apiOf(second).get(past)).body.total).toEqual(stats.total);
  });
});

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}
