import { env, SELF } from "cloudflare:test";
import { hc } from "hono/client";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";
import worker, { type ClientsApi } from "./main.ts";

const api = createTestClient(SELF);

const versioned = (method: string, path: string, json?: object) =>
  api.send(method, path, json && JSON.stringify(json), {
    "content-type": "application/json",
    "if-match": '"1"',
  });

/** Clients 1 to 4: the third was deactivated, the fourth erased. */
beforeAll(async () => {
  for (const name of ["Cartola", "Jamelão", "Elza", "Clara"]) await api.post("/api/clients", { name });
  await versioned("PATCH", "/api/clients/3", { status: "inactive" });
  await versioned("POST", "/api/clients/4/erase");
});

describe("POST /internal/clients/find", () => {
  it("tells another service which clients are active, with nobody asking", async () => {
    const clients = hc<ClientsApi>("http://clients", { fetch: SELF.fetch.bind(SELF) }).internal.clients;
    const response = await clients.find.$post({ json: { ids: [4, 1, 3, 987_654] } });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      items: [
        { id: 1, status: "active" },
        { id: 3, status: "inactive" },
        { id: 4, status: "inactive" },
      ],
    });
  });

  it.runIf(env.DB)("is answered by the primary, which knows who came just now", async () => {
    const starts: unknown[] = [];
    const DB = {
      withSession(start?: string) {
        starts.push(start);
        return env.DB!.withSession(start);
      },
    } as D1Database;
    const local = createTestClient({ fetch: async (request) => worker.fetch(request, { DB }) });
    expect((await local.post("/internal/clients/find", { ids: [1] })).status).toBe(200);
    expect(starts.at(0)).toBe("first-primary");
  });

  it.each([[{}], [{ ids: [] }], [{ ids: [0] }], [{ ids: ["1"] }], [{ ids: Array(1001).fill(1) }]])(
    "refuses %j",
    async (input) => {
      expect((await api.post("/internal/clients/find", input)).status).toBe(422);
    },
  );
});
