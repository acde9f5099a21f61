import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { type Identity, IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { createTestClient } from "../shared/test-client.ts";
import worker from "./main.ts";

const caller = (kind: Identity["kind"], id: number) => ({
  [IDENTITY_HEADER]: writeIdentity({
    kind,
    id,
    name: "A",
    role: null,
    rights: ["clients:read"],
    expiresAt: null,
  }),
});

it("makes one caller wait who asks too much, and nobody else", async () => {
  const counts = new Map<string, number>();
  const RATE_LIMIT: RateLimit = {
    limit: async ({ key }) => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { success: counts.get(key)! <= 3 };
    },
  };
  const api = createTestClient(
    { fetch: async (request) => worker.fetch(request, { ...env, RATE_LIMIT }) },
    { described: null, headers: {} },
  );
  const ask = (headers: Record<string, string>) => api.send("GET", "/api/clients", undefined, headers);
  for (let i = 0; i < 3; i += 1) expect((await ask(caller("person", 1))).status).toBe(200);
  const { status, headers, body } = await ask(caller("person", 1));
  expect([status, body.code, headers.get("retry-after")]).toEqual([429, "too-many-requests", "60"]);
  expect((await ask(caller("key", 1))).status).toBe(200);
  expect((await ask({ "x-fachada-address": "203.0.113.7" })).status).toBe(401);
  expect([...counts.keys()]).toEqual(["person:1", "key:1", "203.0.113.7"]);
});
