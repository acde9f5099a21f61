import { afterEach, describe, expect, it, vi } from "vitest";
import type { GatewayEnv } from "./env.ts";
import { answering, settle, setUp } from "./test-gateway.ts";

// One isolate gathers the entries of all requests: each test begins with none of another's.
afterEach(settle);

describe("routing", () => {
  it.each(["/api/clients", "/api/clients/7", "/api/clients.csv", "/client", "/client?id=7", "/client/"])(
    "hands %s to clients",
    async (path) => {
      const CLIENTS = answering(() => Response.json({ from: "clients" }));
      const { api } = setUp({ CLIENTS });
      expect(await api.get(path)).toMatchObject({ status: 200, body: { from: "clients" } });
      expect(CLIENTS.requests[0]!.url).toBe(`http://fachada.test${path}`);
    },
  );

  it.each(["/api/purchases", "/api/stock/7", "/api/inventory.csv", "/api/clients/7/inventory"])(
    "hands %s to sales",
    async (path) => {
      const { api } = setUp({ SALES: answering(() => Response.json({ from: "sales" })) });
      expect(await api.get(path)).toMatchObject({ status: 200, body: { from: "sales" } });
    },
  );

  it.each(["/api/products", "/api/products/7", "/api/products.csv"])("hands %s to catalog", async (path) => {
    const { api } = setUp({ CATALOG: answering(() => Response.json({ from: "catalog" })) });
    expect(await api.get(path)).toMatchObject({ status: 200, body: { from: "catalog" } });
  });

  it.each(["/api/logs", "/api/logs/stats", "/logs"])("hands %s to logs", async (path) => {
    const { api } = setUp({ LOGS: answering(() => Response.json({ from: "logs" })) });
    expect(await api.get(path)).toMatchObject({ status: 200, body: { from: "logs" } });
  });

  it("hands over method, headers and body, and brings the answer back", async () => {
    const CLIENTS = answering(async (request) =>
      Response.json(
        { method: request.method, type: request.headers.get("content-type"), body: await request.json() },
        { status: 201, headers: { location: "/api/clients/7" } },
      ),
    );
    const answer = await setUp({ CLIENTS }).api.post("/api/clients", { name: "Ana" });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe("/api/clients/7");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body).toEqual({ method: "POST", type: "application/json", body: { name: "Ana" } });
  });

  it.each(["/api", "/api/", "/api/nothing", "/api/clientsx", "/internal/health", "/internal"])(
    "answers %s with a JSON 404",
    async (path) => {
      const { api } = setUp();
      const { status, headers, body } = await api.get(path);
      expect(status).toBe(404);
      expect(headers.get("content-type")).toBe("application/problem+json");
      expect(body).toMatchObject({ code: "not-found", requestId: headers.get("x-request-id") });
    },
  );

  it("allows reading /api/services only", async () => {
    const { status, headers } = await setUp().api.post("/api/services", {});
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET, HEAD");
  });
});

describe("the dashboard's files", () => {
  it("serves every page, and keeps hashed files for ever", async () => {
    const script = () => new Response("export {}", { headers: { "content-type": "text/javascript" } });
    expect((await setUp().api.get("/requests?status=5xx")).headers.get("cache-control")).toBe("no-cache");
    expect(
      (await setUp({ ASSETS: answering(script) }).api.get("/assets/main-1a2b.js")).headers.get(
        "cache-control",
      ),
    ).toBe("public, max-age=31536000, immutable");
  });

  it("doesn't pass off a page as a missing file", async () => {
    expect(await setUp().api.get("/assets/gone.js")).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
  });

  it("can only be read", async () => {
    const { status, headers } = await setUp().api.post("/clients", {});
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET, HEAD");
  });

  it.each(["/", "/api/clients", "/api/nothing"])("come with security headers, as %s does", async (path) => {
    const { headers } = await setUp().api.get(path);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toContain("max-age=");
  });
});

describe("the request id", () => {
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";

  it("goes on with the caller's trace, to the service and back", async () => {
    const CLIENTS = answering(() => Response.json({}));
    const { api } = setUp({ CLIENTS });
    const { headers } = await api.send("GET", "/api/clients", undefined, {
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
      "x-request-id": "mine",
    });
    expect(headers.get("x-request-id")).toBe(trace);
    expect(headers.get("traceparent")).toMatch(
      new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
    );
    expect(CLIENTS.requests[0]!.headers.get("x-request-id")).toBe(trace);
    expect(CLIENTS.requests[0]!.headers.get("traceparent")).toBe(headers.get("traceparent"));
  });

  it.each([
    "nonsense",
    `00-${trace}-0000000000000000-01`,
    "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
    `ff-${trace}-00f067aa0ba902b7-01`,
    `00-${trace}-00f067aa0ba902b7-01-more`,
    `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`,
  ])("begins a new trace at traceparent %s", async (traceparent) => {
    const { headers } = await setUp().api.send("GET", "/api/clients", undefined, { traceparent });
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(headers.get("x-request-id")).not.toBe(trace);
  });
});

describe("a service that fails", () => {
  it.each([
    ["breaks", () => Promise.reject(new Error("boom at /secret/path"))],
    ["isn't there", () => new Response("Couldn't find a local dev session", { status: 503 })],
  ])("and %s is a 502 problem, and is logged", async (_, answer) => {
    const error = vi.spyOn(console, "error").mockReturnValue();
    const { api, logged } = setUp({ CLIENTS: answering(answer) });
    const { status, headers, body } = await api.get("/api/clients/7");
    expect(status).toBe(502);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ code: "service-failed", requestId: headers.get("x-request-id") });
    expect(JSON.stringify(body)).not.toMatch(/secret|session/);
    expect(await logged()).toMatchObject([
      { service: "clients", path: "/api/clients/7", status: 502, route: null },
    ]);
    expect(error).toHaveBeenCalled();
  });

  it("and hangs is a 504 problem", async () => {
    const CLIENTS = answering(
      (request) =>
        new Promise((_, reject) =>
          request.signal.addEventListener("abort", () => reject(request.signal.reason)),
        ),
    );
    const { api, logged } = setUp({ CLIENTS, SERVICE_TIMEOUT_MS: 50 });
    expect(await api.get("/client")).toMatchObject({ status: 504, body: { code: "service-timed-out" } });
    expect(await logged()).toMatchObject([{ service: "clients", status: 504 }]);
  });

  it("may take its time once its answer has begun", async () => {
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode("first,"));
        await new Promise((resolve) => setTimeout(resolve, 100));
        controller.enqueue(new TextEncoder().encode("second"));
        controller.close();
      },
    });
    const { api } = setUp({ CLIENTS: answering(() => new Response(slow)), SERVICE_TIMEOUT_MS: 50 });
    expect(await api.get("/api/clients.csv")).toMatchObject({ status: 200, body: "first,second" });
  });

  it("and says so itself is believed", async () => {
    const problem = () =>
      Response.json(
        { code: "internal" },
        { status: 500, headers: { "content-type": "application/problem+json" } },
      );
    expect(await setUp({ CLIENTS: answering(problem) }).api.get("/client")).toMatchObject({
      status: 500,
      body: { code: "internal" },
    });
  });
});

describe("the log", () => {
  it("has one entry for each request of the API, with where its time went, and none of a page", async () => {
    const REPORT = '["0.1.0+4f1c9a2e",4.5,[["db","select clients",1,2,26,0,"ENAM"]]]';
    const CLIENTS = answering(() =>
      Response.json(
        {},
        {
          headers: {
            "x-route": "/api/clients/:id",
            "server-timing": 'app;dur=4.5, db;dur=2;desc="rows_read=26"',
            "x-report": REPORT,
          },
        },
      ),
    );
    const { api, logged } = setUp({ CLIENTS });
    await api.get("/clients");
    const { headers } = await api.get("/api/clients/7?secret=1");
    const entries = await logged();
    expect(entries).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        requestId: headers.get("x-request-id"),
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        parentSpanId: null,
        service: "clients",
        version: "0.1.0+4f1c9a2e",
        method: "GET",
        route: "/api/clients/:id",
        path: "/api/clients/7",
        status: 200,
        durationMs: expect.any(Number),
        serviceMs: 4.5,
        databaseMs: 2,
        rowsRead: 26,
        colo: null,
        country: null,
        caller: "person:1",
        spans: expect.any(String),
      },
    ]);
    const spans = JSON.parse(entries[0]!.spans!) as unknown[][];
    const anyTime = expect.any(Number);
    expect(spans.at(-1)).toEqual(["call", "clients", anyTime, anyTime, 200, REPORT]);
    expect([headers.get("x-report"), headers.get("x-route")]).toEqual([null, null]);
    expect(headers.get("server-timing")).toContain("gateway;dur=");
  });

  it("goes to Analytics Engine point by point, and not to the queue, where that is bound", async () => {
    const points: AnalyticsEngineDataPoint[] = [];
    const LOG_POINTS = { writeDataPoint: (point?: AnalyticsEngineDataPoint) => void points.push(point!) };
    const { api, logged } = setUp({ LOG_POINTS });
    const { headers } = await api.get("/api/clients");
    expect(await logged()).toEqual([]);
    expect(points.map(({ indexes }) => indexes)).toEqual([["clients GET /api/clients"]]);
    expect(points[0]!.blobs).toContain(headers.get("x-request-id"));
  });

  it("goes in few messages however many requests there are", async () => {
    const sizes: number[] = [];
    const LOG_QUEUE: GatewayEnv["LOG_QUEUE"] = {
      send: async (message) => {
        sizes.push(message.length);
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      },
    };
    const { api, logged } = setUp({ LOG_QUEUE });
    await Promise.all(Array.from({ length: 250 }, () => api.get("/client")));
    await logged();
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(250);
    expect(sizes.length).toBeLessThanOrEqual(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });

  it("never delays an answer", async () => {
    const { promise: sent, resolve: release } = Promise.withResolvers<never>();
    const { api } = setUp({ LOG_QUEUE: { send: () => sent } });
    expect(await api.get("/client")).toMatchObject({ status: 200 });
    release(undefined as never);
  });

  it("never fails an answer, and keeps for later what the queue refuses", async () => {
    const error = vi.spyOn(console, "error").mockReturnValue();
    const broken = setUp({ LOG_QUEUE: { send: () => Promise.reject(new Error("queue is down")) } });
    expect(await broken.api.get("/client?id=1")).toMatchObject({ status: 200 });
    await broken.logged();
    expect(error).toHaveBeenCalled();

    const healed = setUp();
    await healed.api.get("/api/logs");
    expect((await healed.logged()).map((entry) => entry.path)).toEqual(["/client", "/api/logs"]);
  });
});

describe("GET /api/services", () => {
  const healthy = (name: string) =>
    answering(() => Response.json({ name, version: "0.1.0", ok: true, checks: [] }));

  it("shows each service as it is, and why one isn't well", async () => {
    const { api } = setUp({
      CLIENTS: answering(() =>
        Response.json(
          {
            version: "0.1.0",
            ok: false,
            checks: [{ name: "DB", ok: false, durationMs: 3, error: "no such table" }],
          },
          { status: 503 },
        ),
      ),
      CATALOG: healthy("catalog"),
      SALES: healthy("sales"),
      WORKFLOWS: healthy("workflows"),
      LOGS: answering(() => Promise.reject(new Error("worker not found"))),
    });
    const { status, body } = await api.get("/api/services");
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { name: "gateway", ok: true, version: "0.1.0" },
      { name: "accounts", ok: true, version: "0.1.0" },
      { name: "clients", ok: false, version: "0.1.0", checks: [{ name: "DB", error: "no such table" }] },
      { name: "catalog", ok: true, version: "0.1.0" },
      { name: "sales", ok: true, version: "0.1.0" },
      { name: "workflows", ok: true, version: "0.1.0" },
      { name: "logs", ok: false, version: null, checks: [], error: "worker not found" },
    ]);
  });

  it("asks each by its health path", async () => {
    const LOGS = healthy("logs");
    const CLIENTS = healthy("clients");
    const { body } = await setUp({
      CLIENTS,
      CATALOG: healthy("catalog"),
      SALES: healthy("sales"),
      WORKFLOWS: healthy("workflows"),
      LOGS,
    }).api.get("/api/services");
    expect(body.items.map((item: { ok: boolean }) => item.ok)).toEqual(Array(7).fill(true));
    expect(LOGS.requests[0]!.url).toBe("http://logs/internal/health");
  });
});
