import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { api, db, once, sell, send, settings, stocked } from "./test-sales.ts";
import {
  answering,
  closeReceivers,
  comeDue,
  createWebhook,
  deliveriesOf,
  received,
  takeQueued,
} from "./test-webhooks.ts";

const NEW = { url: "https://hooks.example.com/x", types: ["stock.low", "purchase.cancelled"] };

afterEach(() => {
  closeReceivers();
  delete settings.WEBHOOK_ALLOW_LOCAL;
  delete settings.WEBHOOK_KEY;
});

describe("a webhook", () => {
  it("is made, with its secret shown once", async () => {
    const { status, headers, body } = await api.post("/api/webhooks", {
      ...NEW,
      description: " The  parcels ",
    });
    expect(status).toBe(201);
    const { secret, ...webhook } = body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toEqual({
      id: webhook.id,
      url: "https://hooks.example.com/x",
      types: ["purchase.cancelled", "stock.low"],
      description: "The parcels",
      active: true,
      goneAt: null,
      oldSecretUntil: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect((await api.get(headers.get("location")!)).body).toEqual(webhook);
    expect((await api.get("/api/webhooks?limit=1")).body.items).toEqual([webhook]);
  });

  it("is made once per idempotency key, and the first answer comes again", async () => {
    const first = await once("one-webhook", "/api/webhooks", NEW);
    const again = await once("one-webhook", "/api/webhooks", NEW);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
    expect(again.body).toEqual(first.body);
    expect((await once("one-webhook", "/api/webhooks", { ...NEW, types: ["stock.low"] })).status).toBe(422);
  });

  it("is edited as long as nobody else did, and its trail says who did what", async () => {
    const { id } = await createWebhook(NEW);
    const edited = await send("PATCH", `/api/webhooks/${id}`, { active: false }, { "if-match": '"1"' });
    expect(edited.body).toMatchObject({ active: false, version: 2, types: NEW.types.toSorted() });
    const late = await send("PATCH", `/api/webhooks/${id}`, { active: true }, { "if-match": '"1"' });
    expect([late.status, late.body.current.version]).toEqual([412, 2]);
    expect((await send("PATCH", `/api/webhooks/${id}`, { active: true })).status).toBe(428);
    const change = { url: "https://other.example.com/", types: ["stock.low"], description: "Another" };
    await send("PATCH", `/api/webhooks/${id}`, change, { "if-match": '"2"' });
    expect((await api.send("DELETE", `/api/webhooks/${id}`)).status).toBe(204);
    expect((await api.get(`/api/webhooks/${id}`)).status).toBe(404);
    const { body } = await api.get(`/api/webhooks/${id}/audit`);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      "deleted",
      "edited",
      "edited",
      "created",
    ]);
    expect(body.items[1].changes).toEqual([
      { field: "url", from: NEW.url, to: "https://other.example.com/" },
      { field: "types", from: '["purchase.cancelled","stock.low"]', to: '["stock.low"]' },
      { field: "description", from: null, to: "Another" },
    ]);
    expect(body.items[2].changes).toEqual([{ field: "active", from: true, to: false }]);
  });

  it.each([
    ["no types", { types: [] }, "/types", "too_small"],
    ["a type that there isn't", { types: ["purchase.stolen"] }, "/types/0", "invalid"],
    ["no url", { url: undefined }, "/url", "required"],
    ["a secret of one's own", { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }, "/secret", "unknown"],
  ])("isn't made with %s", async (_, fields, pointer, code) => {
    const { status, body } = await api.post("/api/webhooks", { ...NEW, ...fields });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });
});

describe("its address", () => {
  it.each([
    ["http://hooks.example.com/", "https"],
    ["ftp://hooks.example.com/", "https"],
    ["javascript:alert(1)", "https"],
    ["hooks.example.com", "invalid_format"],
    ["https://", "invalid_format"],
    ["https://user:secret@hooks.example.com/", "credentials"],
    ["https://hooks.example.com/#part", "fragment"],
    ["https://localhost/", "inside"],
    ["https://localhost./", "inside"],
    ["https://LOCALHOST:8788/", "inside"],
    ["https://app.localhost/", "inside"],
    ["https://fachada-accounts/internal/identify", "inside"],
    ["https://metadata.google.internal/", "inside"],
    ["https://printer.local/", "inside"],
    ["https://router.lan/", "inside"],
    ["https://router.home.arpa/", "inside"],
    ["https://127.0.0.1/", "inside"],
    ["https://127.1/", "inside"],
    ["https://2130706433/", "inside"],
    ["https://0x7f.0.0.1/", "inside"],
    ["https://0177.0.0.1/", "inside"],
    ["https://0.0.0.0/", "inside"],
    ["https://10.0.0.8/", "inside"],
    ["https://172.16.0.1/", "inside"],
    ["https://192.168.1.1/", "inside"],
    ["https://169.254.169.254/latest/meta-data/", "inside"],
    ["https://100.100.100.200/", "inside"],
    ["https://１２７.0.0.1/", "inside"],
    ["https://[::1]/", "inside"],
    ["https://[::ffff:127.0.0.1]/", "inside"],
    ["https://[fd00::1]/", "inside"],
    ["https://[fe80::1]/", "inside"],
    ["https://1.1.1.1/", "inside"],
  ])("can't be %s", async (url, code) => {
    const { status, body } = await api.post("/api/webhooks", { ...NEW, url });
    expect([status, body.errors]).toMatchObject([422, [{ pointer: "/url", code }]]);
    const { id } = await createWebhook();
    const edited = await send("PATCH", `/api/webhooks/${id}`, { url }, { "if-match": '"1"' });
    expect([edited.status, edited.body.errors]).toMatchObject([422, [{ pointer: "/url", code }]]);
  });

  it("may be this machine itself where that is allowed, and nothing else there either", async () => {
    settings.WEBHOOK_ALLOW_LOCAL = "true";
    const post = async (url: string) => (await api.post("/api/webhooks", { ...NEW, url })).status;
    expect(await post("http://localhost:9000/hook")).toBe(201);
    expect(await post("http://127.0.0.1:9000/hook")).toBe(201);
    expect(await post("http://[::1]:9000/hook")).toBe(201);
    expect(await post("http://192.168.1.1/")).toBe(422);
    expect(await post("https://169.254.169.254/")).toBe(422);
    expect(await post("http://hooks.example.com/")).toBe(422);
  });

  it("is looked at again before anything is sent there", async () => {
    settings.WEBHOOK_ALLOW_LOCAL = "true";
    const webhook = await createWebhook({ url: "http://localhost:1/" });
    delete settings.WEBHOOK_ALLOW_LOCAL;
    await api.send("POST", `/api/webhooks/${webhook.id}/test`);
    await takeQueued();
    expect((await deliveriesOf(webhook))[0]).toMatchObject({
      status: "waiting",
      lastError: "address",
      lastStatus: null,
    });
    await api.send("DELETE", `/api/webhooks/${webhook.id}`);
  });
});

/** What a receiver works out by itself: HMAC-SHA256 of `id.timestamp.body`, by other code than the sender's. */
function signatureBy(secret: string, { headers, body }: (typeof received)[number]): string {
  const key = Uint8Array.from(atob(secret.replace("whsec_", "")), (char) => char.charCodeAt(0));
  const content = `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}.${body}`;
  const digest = hmac(sha256, key, new TextEncoder().encode(content));
  return `v1,${btoa(String.fromCharCode(...digest))}`;
}

describe("its secret", () => {
  it("signs what is sent, as Standard Webhooks has it", async () => {
    answering(() => new Response("thanks"));
    await db.run(sql`update webhooks set active = false`);
    const webhook = await createWebhook();
    const purchase = await sell(1, [await stocked(1), 1]);
    await takeQueued();
    await takeQueued();
    const [got] = received;
    expect(got!.url).toBe(webhook.url);
    expect(JSON.parse(got!.body)).toMatchObject({
      type: "purchase.fulfilled",
      timestamp: purchase.createdAt,
      data: { purchaseId: purchase.id, totalCents: 1000 },
    });
    expect(got!.headers.get("content-type")).toBe("application/json");
    expect(got!.headers.get("webhook-id")).toBe(JSON.parse(got!.body).id);
    expect(got!.headers.get("webhook-id")).toMatch(/^evt_\d+$/);
    expect(Math.abs(Number(got!.headers.get("webhook-timestamp")) - Date.now() / 1000)).toBeLessThan(5);
    expect(got!.headers.get("webhook-signature")).toBe(signatureBy(webhook.secret, got!));
  });

  it("is replaced by another, and both sign for 24 hours", async () => {
    answering(() => new Response());
    const webhook = await createWebhook({ types: ["stock.low"] });
    const rotate = (key: string) => once(key, `/api/webhooks/${webhook.id}/secret`, {});
    const { status, body: rotated } = await rotate("rotate");
    expect(status).toBe(200);
    expect(rotated.secret).not.toBe(webhook.secret);
    expect(Date.parse(rotated.oldSecretUntil) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    expect((await rotate("rotate")).body).toEqual(rotated);
    const test = async () => {
      await api.send("POST", `/api/webhooks/${webhook.id}/test`);
      await takeQueued();
      const got = received.at(-1)!;
      expect(JSON.parse(got.body)).toMatchObject({ type: "test", data: {} });
      return [got.headers.get("webhook-signature"), got] as const;
    };
    const [both, got] = await test();
    expect(both).toBe(`${signatureBy(rotated.secret, got)} ${signatureBy(webhook.secret, got)}`);
    await db.run(sql`update webhooks set old_secret_until = ${Date.now() - 1} where id = ${webhook.id}`);
    const [one, later] = await test();
    expect(one).toBe(signatureBy(rotated.secret, later));
    const { body } = await api.get(`/api/webhooks/${webhook.id}/audit`);
    expect(body.items[0]).toMatchObject({
      action: "rotated",
      changes: [{ field: "secret", from: null, to: null }],
    });
  });

  it("is encrypted where it is stored if there is a key, and unread under another", async () => {
    settings.WEBHOOK_KEY = "a key that nobody else has";
    answering(() => new Response());
    const { body: webhook } = await once("sealed", "/api/webhooks", NEW);
    expect((await once("sealed", "/api/webhooks", NEW)).body.secret).toBe(webhook.secret);
    const stored = await db.all(sql`select secret as kept from webhooks where id = ${webhook.id}
      union all select created from idempotency_keys where key like '% sealed'`);
    expect(JSON.stringify(stored)).toContain("sealed:");
    expect(JSON.stringify(stored)).not.toContain("whsec_");
    await api.send("POST", `/api/webhooks/${webhook.id}/test`);
    await takeQueued();
    expect(received[0]!.headers.get("webhook-signature")).toBe(signatureBy(webhook.secret, received[0]!));

    settings.WEBHOOK_KEY = "another one";
    await api.send("POST", `/api/webhooks/${webhook.id}/test`);
    await takeQueued();
    const [failed] = await deliveriesOf(webhook);
    expect(failed).toMatchObject({ status: "waiting", lastError: "secret" });
    expect(received).toHaveLength(1);
    settings.WEBHOOK_KEY = "a key that nobody else has";
    await comeDue(failed.id);
  });
});
