import { createConfig, lintFromString } from "@redocly/openapi-core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UPLOAD_BYTES } from "../../workers/catalog/cover-upload.ts";
import { samplePicture } from "../../workers/catalog/pictures/test-pictures.ts";
import type { Collection } from "../../workers/gateway/collection.ts";
import type { OpenApi } from "../../workers/gateway/openapi.ts";
import type { Operation, Parameter } from "../../workers/shared/openapi.ts";
import { DEMO_OWNER as OWNER } from "../../workers/local/demo-data.ts";
import type { Answer } from "../../workers/shared/test-client.ts";
import { AS_OWNER, apiOf, createState, eventually, signIn, startStack } from "../stack.ts";
import { type Call, callsOf } from "./made-up-calls.ts";

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;
let document: OpenApi;
/** The id of somebody who may enter. */
let person: string;

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path });
  api = apiOf(stack, { headers: await signIn(stack) }); // it fails where an answer isn't as the document has it
  document = (await api.get("/api/openapi.json")).body;
  const viewer = { email: "nelson@example.com", name: "Nelson Sargento", role: "viewer" };
  person = String((await api.post("/api/people", { ...viewer, password: "agoniza mas não morre" })).body.id);
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

/** An operation as its description says to send it, with parts to be replaced. */
interface Sending {
  method: string;
  path: string;
  operation: Operation;
  ids: Record<string, string>;
}

async function send(
  { method, path, operation, ids }: Sending,
  change: {
    ids?: Record<string, string>;
    query?: string;
    headers?: Record<string, string>;
    body?: BodyInit;
  } = {},
): Promise<Answer> {
  const [mediaType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const example = mediaType === "application/json" ? JSON.stringify(content?.example) : content?.example;
  const documented = mediaType === "image/*" ? samplePicture("png") : String(example);
  const at = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => change.ids?.[name] ?? ids[name] ?? UNKNOWN[name] ?? "1",
  );
  const headers = { ...(mediaType && { "content-type": mediaType }), ...change.headers };
  return api.send(
    method.toUpperCase(),
    `${at}${change.query ?? ""}`,
    content ? (change.body ?? documented) : undefined,
    headers,
  );
}

const has = (operation: Operation, place: Parameter["in"], name?: string) =>
  operation.parameters?.some((parameter) => parameter.in === place && (!name || parameter.name === name));

/** The version of what was created for this call: a fresh one. */
const CURRENT = { "if-match": '"1"' };
const HUGE = "x".repeat(100 * 1024);

/** Ids as they are made, of what there isn't. */
const UNKNOWN: Record<string, string> = {
  uuid: "019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04",
  requestId: "0af7651916cd43dd8448eb211c80319c",
};

const keys = new Map<string, string>();

/** A key that may do one thing. */
async function keyFor(scope: string): Promise<string> {
  const known =
    keys.get(scope) ?? (await api.post("/api/keys", { name: "Elsewhere", scopes: [scope] })).body.key;
  keys.set(scope, known);
  return known;
}

/** The statuses that an answer has before anything is looked for. */
const AT_THE_DOOR = new Set(["400", "401", "403", "404", "413", "415", "428"]);

/** How each status is come by, whatever the operation. */
const REACH: Record<string, (sending: Sending) => Promise<Answer>> = {
  200: (sending) => send(sending, { headers: CURRENT }),
  201: (sending) => send(sending),
  204: (sending) => send(sending, { headers: CURRENT }),
  206: (sending) => send(sending, { headers: { range: "bytes=0-9" } }),
  304: async (sending) => {
    const { headers } = await send(sending);
    return send(sending, { headers: { "if-none-match": headers.get("etag")! } });
  },
  400: (sending) => {
    if (has(sending.operation, "path"))
      return send(sending, { ids: { id: "none", productId: "none", uuid: "none", requestId: "none" } });
    const headers = { "x-d1-bookmark": "accounts=none, clients=none, sales=none, workflows=none" };
    return send(sending, { body: "{", query: "?none=1", headers });
  },
  401: (sending) => send(sending, { headers: { cookie: "" } }),
  403: async (sending) => {
    const isOfLog =
      ["Log", "Alerts"].some((tag) => sending.operation.tags.includes(tag)) || sending.path === "/logs";
    const key = await keyFor(isOfLog ? "clients:read" : "log:read");
    return send(sending, { headers: { cookie: "", authorization: `Bearer ${key}`, ...CURRENT } });
  },
  404: (sending) =>
    send(sending, {
      ids: { id: "999999", addressId: "999999", productId: "999999", ...UNKNOWN },
      headers: CURRENT,
    }),
  412: (sending) => send(sending, { headers: { "if-match": '"999"' } }),
  413: (sending) => send(sending, { body: HUGE }),
  415: (sending) => send(sending, { headers: { "content-type": "text/html" } }),
  422: (sending) => send(sending, { body: '{"none":1}', headers: CURRENT }),
  428: (sending) => send(sending),
};

/** What has no body is another request by its path alone. */
async function sendsKeyTwice(sending: Sending): Promise<Answer> {
  const headers = { "idempotency-key": `${sending.operation.operationId}-422` };
  await send(sending, { headers });
  const { body } = await api.post("/api/webhooks", { url: "http://127.0.0.1:9/", types: ["stock.low"] });
  return send(sending, { headers, ids: { id: String(body.id) } });
}

/** A key that stands for another request. */
async function sendsKeyElsewhere(sending: Sending, method: string, path: string): Promise<Answer> {
  const headers = { "idempotency-key": `${sending.operation.operationId}-422` };
  await api.send(method, path, undefined, headers);
  return send(sending, { headers });
}

const sendsNone = (sending: Sending) => send(sending, { query: "?none=1" });

/** Workflows may have more data than others. */
const sendsMore = (sending: Sending) => send(sending, { body: "x".repeat(600 * 1024) });

/** When the queue is empty. */
async function sendsToNobody(sending: Sending): Promise<Answer> {
  while ((await api.send("POST", "/api/workflows/consume")).status === 200);
  return send(sending);
}

/** The oldest, as whose the one that was made for this call may not be. */
async function claimWorkflow(): Promise<{ uuid: string; lease: string }> {
  const { body } = await api.send("POST", "/api/workflows/claim");
  return { uuid: body.workflow.uuid, lease: body.lease };
}

async function answerClaim(sending: Sending): Promise<Answer> {
  const { uuid, lease } = await claimWorkflow();
  return send(sending, { ids: { uuid }, body: JSON.stringify({ lease }) });
}

async function changeConsumed(sending: Sending, path: string): Promise<Answer> {
  const { uuid } = sending.ids;
  const consumed = JSON.stringify({ status: "consumed" });
  const json = { "content-type": "application/json", ...CURRENT };
  await api.send("PATCH", `${path}/${uuid}`, consumed, json);
  return send(sending, { body: JSON.stringify({ status: "inserted" }), headers: { "if-match": '"2"' } });
}

/** How those are come by that are an operation's own. */
const OWN: Record<string, (sending: Sending) => Promise<Answer>> = {
  "signIn 201": (sending) =>
    send(sending, { body: JSON.stringify({ email: OWNER.email, password: OWNER.password }) }),
  "signIn 429": async (sending) => {
    for (let attempt = 0; attempt < 10; attempt += 1) await send(sending);
    return send(sending);
  },
  "signOut 204": async (sending) => send(sending, { headers: await signIn(stack) }),
  "createPerson 409": async (sending) => {
    await send(sending);
    return send(sending);
  },
  "editPerson 409": async (sending) => {
    const { headers } = await api.get("/api/people/1");
    const current = { "if-match": headers.get("etag")! };
    return send(sending, { ids: { id: "1" }, headers: current, body: '{"role":"viewer"}' }); // the last owner
  },
  "editProfile 200": async (sending) => {
    const { headers } = await api.get("/api/profile");
    return send(sending, {
      body: JSON.stringify({ name: OWNER.name }),
      headers: { "if-match": headers.get("etag")! },
    });
  },
  "createClient 409": async (sending) => {
    await send(sending);
    return send(sending);
  },
  "editClient 409": async (sending) => {
    const document = "11144477735";
    await api.post("/api/clients", { name: "Another", document });
    return send(sending, { body: JSON.stringify({ document }), headers: CURRENT });
  },
  "createProduct 409": async (sending) => {
    await send(sending);
    return send(sending);
  },
  "editProduct 409": async (sending) => {
    await api.post("/api/products", { kind: "product", title: "Another", priceCents: 1, sku: "TAKEN" });
    return send(sending, { body: '{"sku":"taken"}', headers: CURRENT });
  },
  "listFacetValues 200": (sending) => send(sending, { query: "?facet=artist" }),
  "putCover 413": (sending) => send(sending, { body: "x".repeat(UPLOAD_BYTES + 1) }),
  "putCover 422": (sending) => send(sending, { headers: CURRENT, body: samplePicture("png").slice(0, 99) }),
  "importProducts 413": (sending) => send(sending, { body: "x".repeat(5 * 1024 * 1024 + 1) }),
  "importClients 413": (sending) => send(sending, { body: "x".repeat(5 * 1024 * 1024 + 1) }),
  "createPurchase 201": async (sending) => {
    const { clientId, productId } = await createPurchase();
    return send(sending, { body: JSON.stringify({ clientId, productId, quantity: 1 }) });
  },
  "cancelPurchase 409": async (sending) => {
    await send(sending);
    return send(sending);
  },
  "returnItems 200": async (sending) => send(sending, { body: await everythingOf(sending.ids["id"]!) }),
  "returnItems 409": async (sending) => {
    const body = await everythingOf(sending.ids["id"]!);
    await send(sending, { body });
    return send(sending, { body });
  },
  "fulfilPurchase 200": async (sending) => {
    const { id, productId } = await createPurchase({ quantity: 9 });
    await api.post(`/api/stock/${productId}/movements`, { delta: 9, reason: "received" });
    return send(sending, { ids: { id } });
  },
  "fulfilPurchase 409": (sending) => send(sending),
  "rotateWebhookSecret 422": sendsKeyTwice,
  "testWebhook 422": sendsKeyTwice,
  "redeliver 422": sendsKeyTwice,
  "fulfilPurchase 422": async (sending) => {
    const headers = { "idempotency-key": "fulfil-422" };
    await send(sending, { headers, ids: { id: "999998" } });
    return send(sending, { headers, ids: { id: "999999" } });
  },
  "createMovement 409": (sending) => send(sending, { body: '{"delta":-99,"reason":"lost"}' }),
  "createWorkflow 413": sendsMore,
  "editWorkflow 413": sendsMore,
  "createLegacyWorkflow 413": sendsMore,
  "editWorkflow 409": (sending) => changeConsumed(sending, "/api/workflows"),
  "changeLegacyWorkflow 409": (sending) => changeConsumed(sending, "/workflow"),
  "requeueWorkflow 200": async (sending) => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { uuid, lease } = await claimWorkflow();
      await api.post(`/api/workflows/${uuid}/release`, { lease });
      if (attempt === 5) return send(sending, { ids: { uuid } });
    }
    throw new Error("never");
  },
  "requeueWorkflow 409": (sending) => send(sending),
  "acknowledgeWorkflow 200": answerClaim,
  "acknowledgeWorkflow 409": (sending) => send(sending),
  "releaseWorkflow 200": answerClaim,
  "releaseWorkflow 409": (sending) => send(sending),
  "consumeWorkflow 204": sendsToNobody,
  "consumeWorkflow 400": sendsNone,
  "consumeWorkflow 422": (sending) => sendsKeyElsewhere(sending, "POST", "/api/workflows/claim"),
  "claimWorkflow 204": sendsToNobody,
  "claimWorkflow 400": sendsNone,
  "claimWorkflow 422": (sending) => sendsKeyElsewhere(sending, "POST", "/api/workflows/consume"),
  "consumeLegacyWorkflow 204": sendsToNobody,
  "consumeLegacyWorkflow 405": (sending) => send(sending, { headers: { "sec-purpose": "prefetch" } }),
  "consumeLegacyWorkflow 422": (sending) => sendsKeyElsewhere(sending, "POST", "/api/workflows/consume"),
  "findLegacyClients 404": (sending) => send(sending, { query: "?id=999999" }),
};

/**
 * A secret that this stack hasn't, guesses from an unknown address, products that were sold, what fired, and as many rules as there
 * may be: the workers' own tests come to them.
 */
const ELSEWHERE = new Set([
  "setUp 201",
  "setUp 409",
  "editProfile 429",
  "deleteProduct 200",
  "putCover 409",
  "deleteCover 409",
  "createPurchase 502",
  "getStock 502",
  "listMovements 502",
  "createMovement 502",
  "listClientInventory 502",
  "createAlertRule 409",
  "getAlert 200",
]);

/** A purchase of a product of which there are 5. */
async function createPurchase({ quantity = 1 } = {}) {
  const { body: client } = await api.post("/api/clients", { name: "Subject" });
  const product = { kind: "record", title: "Subject", artist: "Nobody", priceCents: 1000 };
  const { body: stored } = await api.post("/api/products", product);
  await api.post(`/api/stock/${stored.id}/movements`, { delta: 5, reason: "received" });
  const given = { clientId: client.id, productId: stored.id, quantity };
  const { body } = await api.post("/api/purchases", given);
  return { id: String(body.id), clientId: client.id, productId: stored.id };
}

/** What brings back all that was bought. */
async function everythingOf(id: string): Promise<string> {
  const { body } = await api.get(`/api/purchases/${id}`);
  const items = body.items as { productId: number; quantity: number }[];
  return JSON.stringify({ items: items.map(({ productId, quantity }) => ({ productId, quantity })) });
}

/** Something for the operation to be about. */
async function createSubject(path: string, method: string): Promise<Record<string, string>> {
  if (path.startsWith("/api/people")) return { id: person }; // one will do, and a password's hash takes its time
  if (path.startsWith("/api/keys")) {
    return { id: String((await api.post("/api/keys", { name: "Subject", scopes: ["log:read"] })).body.id) };
  }
  if (path.startsWith("/api/webhooks")) {
    const { body } = await api.post("/api/webhooks", { url: "http://127.0.0.1:9/", types: ["stock.low"] });
    const test = await api.send("POST", `/api/webhooks/${body.id}/test`);
    return { id: String(body.id), deliveryId: String(test.body.id) };
  }
  if (path.startsWith("/api/logs/{")) {
    const requestId = (await api.get("/api/session")).headers.get("x-request-id")!;
    await eventually(async () => {
      const { body } = await api.get(`/api/logs?requestId=${requestId}`);
      return body.items.length > 0 || undefined;
    }, 20_000);
    return { requestId };
  }
  if (/^(.api.workflows|.workflow)/.test(path)) {
    const { body } = await api.post("/api/workflows", { data: { order: 1042 }, steps: ["pick"] });
    return { uuid: body.uuid, name: "pick" };
  }
  if (path.startsWith("/api/alerts/rules/")) {
    const { body } = await api.post("/api/alerts/rules", { name: "Subject", kind: "silence" });
    return { id: String(body.id) };
  }
  if (/^.api.(purchases|stock)|inventory/.test(path)) {
    // A purchase that waits leaves the stock as it is.
    const quantity = path.startsWith("/api/stock") ? 9 : 1;
    const { id, clientId, productId } = await createPurchase({ quantity });
    return { id: path.includes("inventory") ? String(clientId) : id, productId: String(productId) };
  }
  if (path.startsWith("/api/products")) {
    const subject = { kind: "record", title: "Subject", artist: "Nobody", priceCents: 1000 };
    const product = await api.post("/api/products", subject);
    if (method !== "get" || !path.includes("/cover")) return { id: String(product.body.id) };
    const { body } = await api.send("PUT", `/api/products/${product.body.id}/cover`, samplePicture("png"), {
      ...CURRENT,
      "content-type": "image/png",
    });
    return { id: String(product.body.id), file: body.cover.url.split("/").at(-1) };
  }
  const client = await api.post("/api/clients", { name: "Subject" });
  const address = await api.post(`/api/clients/${client.body.id}/addresses`, {
    street: "Rua A",
    city: "Bauru",
    state: "SP",
    postalCode: "17010000",
  });
  return { id: String(client.body.id), addressId: String(address.body.id) };
}

describe("the document", () => {
  it("is valid under a public linter's strict rules", async () => {
    const config = await createConfig({ extends: ["recommended-strict"] });
    const found = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: "/openapi.json",
      config,
    });
    expect(
      found.map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer })),
    ).toEqual([]);
  });

  it("has every operation, and each of its statuses can be reached", async () => {
    const reached: string[] = [];
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        for (const status of Object.keys(operation.responses)) {
          const name = `${operation.operationId} ${status}`;
          if (ELSEWHERE.has(name)) continue;
          const reach = OWN[name] ?? REACH[status];
          expect(reach, name).toBeDefined();
          const ids = AT_THE_DOOR.has(status) ? {} : await createSubject(path, method);
          const answer = await reach!({ method, path, operation, ids });
          expect(`${operation.operationId} ${answer.status}`, JSON.stringify(answer.body)).toBe(name);
          reached.push(name);
        }
      }
    }
    expect(reached).toContain("getOpenApi 200");
    expect(reached).toContain("createLegacyClient 201");
    expect(reached).toEqual(expect.arrayContaining(Object.keys(OWN)));
  });

  it("names the calls of the old systems under a tag of their own", () => {
    const old = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { tags }]) => tags.includes("Old paths"))
        .map(([method]) => `${method} ${path}`),
    );
    expect(old.toSorted()).toEqual([
      "get /client",
      "get /logs",
      "get /workflow",
      "get /workflow/consume",
      "get /workflow/{uuid}",
      "patch /workflow/{uuid}",
      "post /client",
      "post /workflow",
    ]);
  });
});

it("/api/collection.json has a request for every operation, ready to be sent", async () => {
  const { status, body } = await api.get("/api/collection.json");
  expect(status).toBe(200);
  const collection = body as Collection;
  const operations = Object.values(document.paths).flatMap((operations) => Object.values(operations));
  const items = collection.item.flatMap((folder) => folder.item);
  expect(items.map(({ name }) => name).toSorted()).toEqual(
    operations.map(({ summary }) => summary).toSorted(),
  );
  expect(collection.variable).toEqual([{ key: "baseUrl", value: stack.url }]);

  const create = items.find(({ name }) => name === "Add an address")!.request;
  const { body: client } = await api.post("/api/clients", { name: "Collected" });
  const url = create.url.raw.replace("{{baseUrl}}", stack.url).replace(":id", String(client.id));
  const headers = create.header.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value]);
  const response = await fetch(url, {
    method: create.method,
    headers: { ...AS_OWNER, ...(Object.fromEntries(headers) as Record<string, string>) },
    body: create.body!.raw,
  });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ street: "Rua Dona Ivone Lara", state: "RJ", primary: true });
});

/** It may do anything but take away the owner's own way in. */
const isHarmless = ({ method, path }: Call) =>
  !/^(PATCH \/api\/(people\/1|profile)|DELETE \/api\/session)\b/.test(`${method} ${path}`);

it("2,000 requests made up from the document have documented answers, none a 5xx", async () => {
  const statuses = new Set<number>();
  const atOnce = fc.array(callsOf(document), { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(atOnce, async (calls) => {
      await Promise.all(
        calls.filter(isHarmless).map(async ({ method, path, headers, body }) => {
          const { status } = await api.send(method, path, body, headers);
          expect(status).toBeLessThan(500);
          statuses.add(status);
        }),
      );
    }),
    { numRuns: 100, endOnFailure: true },
  );
  // Made up well enough to get in, too.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 204, 400, 404, 412, 415, 422, 428]));
}, 300_000);
