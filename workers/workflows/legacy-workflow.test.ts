import { beforeEach, describe, expect, it } from "vitest";
import {
  api,
  claim,
  emptyQueue,
  insert,
  once,
  queued,
  quick,
  raw,
  renderQueued,
  send,
} from "./test-workflows.ts";

beforeEach(emptyQueue);

const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const NEW = { data: { order: 1042 }, steps: ["pick", "pack"] };

const patch = (uuid: string, json: unknown, headers = {}) =>
  send("PATCH", `/workflow/${uuid}`, json, headers);

describe.each(["", "/"])("with %j at the end of the path,", (slash) => {
  // The description has each path without it.
  const at = (path: string) => [slash ? quick : api, `${path}${slash}`] as const;

  it("POST /workflow stores a workflow, puts it into the queue and answers with it", async () => {
    queued.rendering.length = 0;
    const [client, path] = at("/workflow");
    const { status, headers, body } = await client.post(path, NEW);
    expect([status, body]).toEqual([201, { UUID, status: "inserted", ...NEW }]);
    expect(headers.get("location")).toBe(`/workflow/${body.UUID}`);
    expect(queued.rendering).toMatchObject([{ uuid: body.UUID }]);
    expect((await api.get(`/api/workflows/${body.UUID}`)).body).toMatchObject({ place: "waiting", ...NEW });
  });

  it("GET /workflow lists them, oldest first, and GET /workflow/{UUID} finds one", async () => {
    const [client, path] = at("/workflow");
    const { uuid } = await insert({ order: 7 }, ["a"]);
    const all: object[] = [];
    for (let next: string | undefined = path; next;) {
      const { status, headers, body } = await client.get(next);
      expect(status).toBe(200);
      all.push(...body);
      next = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    }
    const stored = { UUID: uuid, status: "inserted", data: { order: 7 }, steps: ["a"] };
    expect(all.at(-1)).toEqual(stored);
    const [finder, one] = at(`/workflow/${uuid}`);
    expect((await finder.get(one)).body).toEqual(stored);
  });

  it("PATCH /workflow/{UUID} sets its status", async () => {
    const { uuid } = await insert(1, ["a"]);
    const [client, path] = at(`/workflow/${uuid}`);
    const change = () =>
      client.send("PATCH", path, '{"status":"consumed"}', { "content-type": "application/json" });
    const body = { UUID: uuid, status: "consumed", data: 1, steps: ["a"] };
    expect(await change()).toMatchObject({ status: 200, body });
    expect(await change()).toMatchObject({ status: 200, body });
    expect((await api.send("POST", "/api/workflows/consume")).status).toBe(204);
  });

  it("GET /workflow/consume takes the oldest, as CSV", async () => {
    const { uuid } = await insert({ order: 1 });
    await insert({ order: 2 });
    await renderQueued();
    const [client, path] = at("/workflow/consume");
    const { status, headers, body } = await client.get(path);
    expect([status, body]).toEqual([200, "order\r\n1\r\n"]);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="workflow-${uuid}.csv"`);
    expect(headers.get("content-location")).toBe(`/api/workflows/${uuid}/csv`);
    expect((await api.get(`/workflow/${uuid}`)).body.status).toBe("consumed");
    expect((await client.get(path)).body).toBe("order\r\n2\r\n");
    expect(await client.get(path)).toMatchObject({ status: 204, body: "" });
  });
});

describe("POST /workflow", () => {
  it("takes what the old one did: its own UUID is left aside", async () => {
    const sent = { UUID: "5f0c2f1e-0000-4000-8000-000000000000", status: "inserted", ...NEW };
    const { status, body } = await api.post("/workflow", sent);
    expect([status, body]).toEqual([201, { UUID, status: "inserted", ...NEW }]);
    expect(body.UUID).not.toBe(sent.UUID);
  });

  it("with a key twice is one", async () => {
    const [first, again] = [await once("/workflow", "old", NEW), await once("/workflow", "old", NEW)];
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect((await once("/workflow", "old", { ...NEW, data: 2 })).status).toBe(422);
  });

  it.each([
    [{ ...NEW, status: "consumed" }, "/status"],
    [{ steps: ["a"] }, "/data"],
    [{ data: 1 }, "/steps"],
    [{ ...NEW, uuid: "x" }, "/uuid"],
  ])("refuses %j", async (json, pointer) => {
    expect(await api.post("/workflow", json)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe("PATCH /workflow/{UUID}", () => {
  it("says why it can't be", async () => {
    const conflict = (code: string) => ({ status: 409, body: { errors: [{ pointer: "/status", code }] } });
    const consumed = await insert();
    await api.get("/workflow/consume");
    expect(await patch(consumed.uuid, { status: "inserted" })).toMatchObject(conflict("consumed"));
    const { uuid } = await claim();
    expect(await patch(uuid, { status: "consumed" })).toMatchObject(conflict("leased"));
    expect((await patch(uuid, { status: "inserted" })).status).toBe(200);
  });

  it("changes nothing else, and only what there is", async () => {
    const { uuid } = await insert();
    expect((await patch(uuid, { status: "done" })).body.errors).toMatchObject([{ pointer: "/status" }]);
    expect((await patch(uuid, {})).body.errors).toMatchObject([{ pointer: "/status" }]);
    expect((await patch(uuid, { status: "consumed", data: 1 })).status).toBe(422);
    const none = "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04";
    expect((await patch(none, { status: "consumed" })).status).toBe(404);
    expect((await api.get(`/workflow/${none}`)).status).toBe(404);
    expect((await api.get(`/workflow/${uuid}`)).body.status).toBe("inserted");
  });
});

describe("GET /workflow/consume", () => {
  it.each([
    { "sec-purpose": "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { "x-moz": "prefetch" },
    { "sec-fetch-site": "cross-site" },
  ])("takes nothing when %j only looks, or a foreign page asks", async (headers) => {
    const { uuid } = await insert({ order: 1 });
    const { status } = await api.send("GET", "/workflow/consume", undefined, headers);
    expect(status).toBe("sec-fetch-site" in headers ? 403 : 405);
    expect((await api.get(`/workflow/${uuid}`)).body.status).toBe("inserted");
  });

  it("takes nothing for a HEAD", async () => {
    const { uuid } = await insert({ order: 1 });
    expect((await raw("HEAD", "/workflow/consume")).status).toBe(405);
    expect((await api.get(`/workflow/${uuid}`)).body.status).toBe("inserted");
  });

  it("is done by what browsers send for a page of ours, and by no page at all", async () => {
    for (const site of ["same-origin", "none"]) {
      await insert({ order: 1 });
      const { status } = await api.send("GET", "/workflow/consume", undefined, { "sec-fetch-site": site });
      expect(status).toBe(200);
    }
  });

  it("with a key brings the same again, with a byte order mark if that is wished for", async () => {
    await insert({ order: 1 });
    await insert({ order: 2 });
    const key = { "idempotency-key": "old-consumer" };
    for (let time = 0; time < 2; time += 1) {
      const { body } = await api.send("GET", "/workflow/consume?bom=true", undefined, key);
      expect(body.replace(/^\uFEFF/, "")).toBe("order\r\n1\r\n");
    }
    expect((await api.get("/workflow/consume")).body).toBe("order\r\n2\r\n");
  });
});
