import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";

/** The service on a D1 database that remembers how its sessions began. */
function setUp() {
  const starts: (string | undefined)[] = [];
  const DB = {
    withSession(start?: string) {
      starts.push(start);
      return env.DB!.withSession(start);
    },
  } as D1Database;
  return { starts, api: createTestClient({ fetch: async (request) => worker.fetch(request, { DB }) }) };
}

const read = (api: ReturnType<typeof setUp>["api"], bookmark: string) =>
  api.send("GET", "/api/clients", undefined, { "x-d1-bookmark": bookmark });

it.runIf(env.DB)("lets any replica serve a read, and the primary a write", async () => {
  const { api, starts } = setUp();
  await api.get("/api/clients");
  const { headers } = await api.post("/api/clients", { name: "Elza Soares" });
  expect(starts.slice(-2)).toEqual(["first-unconstrained", "first-primary"]);
  expect(headers.get("x-d1-bookmark")).toMatch(/^clients=[0-9a-f]+(-[0-9a-f]+){3}$/);
});

it.runIf(env.DB)("reads at least as far as the caller has come, whatever other services said", async () => {
  const { api, starts } = setUp();
  const { headers } = await api.post("/api/clients", { name: "Jamelão" });
  const bookmark = headers.get("x-d1-bookmark")!;
  const { status, headers: later } = await read(api, `catalog=00000001-0-0-0, ${bookmark}`);
  expect(status).toBe(200);
  expect(`clients=${starts.at(-1)}`).toBe(bookmark);
  expect(later.get("x-d1-bookmark")! > bookmark).toBe(true);
  await read(api, "catalog=00000001-0-0-0");
  expect(starts.at(-1)).toBe("first-unconstrained");
});

it("refuses a bookmark that it never gave out", async () => {
  const { status, body } = await read(setUp().api, "clients=last tuesday");
  expect(status).toBe(400);
  expect(body.code).toBe("invalid-parameter");
});

it.skipIf(env.DB)("has none on libSQL", async () => {
  const api = createTestClient({ fetch: async (request) => worker.fetch(request, env) });
  const { status, headers } = await api.get("/api/clients");
  expect(status).toBe(200);
  expect(headers.get("x-d1-bookmark")).toBeNull();
});
