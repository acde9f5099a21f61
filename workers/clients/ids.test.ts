import { SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../shared/test-client.ts";

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

describe("GET /api/clients?ids=", () => {
  it("finds those that there are, inactive and erased ones too", async () => {
    const { status, headers, body } = await api.get("/api/clients?ids=4,987654,1,3,1");
    expect(status).toBe(200);
    expect(headers.get("link")).toBeNull();
    expect(body).toMatchObject({
      items: [
        { id: 1, name: "Cartola", status: "active" },
        { id: 3, name: "Elza", status: "inactive" },
        { id: 4, status: "inactive", erasedAt: expect.any(String) },
      ],
      nextCursor: null,
    });
    expect((await api.get("/api/clients?ids=987654")).body).toEqual({ items: [], nextCursor: null });
  });

  it("takes a hundred ids, and the same one any number of times", async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect((await api.get(`/api/clients?ids=${[...hundred, 1, 2].join()}`)).body.items).toHaveLength(4);
    expect(await api.get(`/api/clients?ids=${[...hundred, 101].join()}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/ids", code: "too_many", detail: "Give up to 100 ids." }] },
    });
  });

  it.each(["", "1,", "1,,2", "0", "-1", "1.5", "a", "1;2", "1%202", "1234567890123456"])(
    "refuses %j",
    async (ids) => {
      expect(await api.get(`/api/clients?ids=${ids}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "/ids", detail: "Give whole numbers with commas between them." }] },
      });
    },
  );

  it.each(["search=elza", "sort=name", "limit=2", "cursor=abc"])("goes without %s", async (other) => {
    const name = other.split("=")[0];
    expect(await api.get(`/api/clients?ids=1&${other}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: `/${name}`, code: "beside_ids" }] },
    });
  });
});
