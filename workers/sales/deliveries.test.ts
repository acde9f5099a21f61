import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLongReads } from "../shared/test-rows-read.ts";
import { api, db, queued, sell, send, stocked } from "./test-sales.ts";
import {
  answering,
  closeReceivers,
  comeDue,
  createWebhook,
  deliveriesOf,
  handOver,
  received,
  runCronAt,
  takeQueued,
} from "./test-webhooks.ts";

/** Only the webhooks of a test are told what happens in it. */
beforeEach(async () => {
  await db.run(sql`update webhooks set active = false`);
  queued.deliveries.length = 0;
});

/** A purchase, brought as far as the queue of deliveries. */
async function sellAndTell() {
  const purchase = await sell(1, [await stocked(1), 1]);
  await handOver(...queued.events.splice(0));
  return purchase;
}

afterEach(closeReceivers);

const idOf = (got: { headers: Headers }) => got.headers.get("webhook-id");

describe("a delivery", () => {
  it("goes to each active webhook that wants the event, and arrives", async () => {
    answering(() => new Response("thanks", { status: 202 }));
    const wanting = await createWebhook();
    const other = await createWebhook({ types: ["stock.low"] });
    const inactive = await createWebhook({ active: false });
    await sellAndTell();
    expect((await deliveriesOf(wanting))[0]).toMatchObject({
      status: "waiting",
      attempts: 0,
      lastError: null,
    });
    await takeQueued();
    expect(received.map(({ url }) => url)).toEqual([wanting.url]);
    const [delivery] = await deliveriesOf(wanting);
    expect(delivery).toMatchObject({
      webhookId: wanting.id,
      type: "purchase.fulfilled",
      status: "delivered",
      attempts: 1,
      nextAttemptAt: null,
      lastStatus: 202,
      lastError: null,
      lastAnswer: "thanks",
    });
    expect((await api.get(`/api/webhooks/${wanting.id}/deliveries/${delivery.id}`)).body).toEqual(delivery);
    expect([await deliveriesOf(other), await deliveriesOf(inactive)]).toEqual([[], []]);
  });

  it("is sent once, though the queue brings event and delivery twice, and a webhook made later gets none", async () => {
    answering(() => new Response());
    const webhook = await createWebhook();
    await sell(1, [await stocked(1), 1]);
    const [event] = queued.events.splice(0);
    await Promise.all([handOver(event, event), handOver(event)]);
    const late = await createWebhook();
    await handOver(event);
    const messages = queued.deliveries.splice(0).map(({ body }) => body);
    await Promise.all([handOver(...messages, ...messages), handOver(...messages)]);
    expect(received).toHaveLength(1);
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: "delivered", attempts: 1 }]);
    expect(await deliveriesOf(late)).toEqual([]);
  });

  it("is sent by one of two who want to at once, also while the answer takes its time", async () => {
    const webhook = await createWebhook();
    await sellAndTell();
    const [message] = queued.deliveries.splice(0);
    let answer = (_: Response) => {};
    answering(() => new Promise((resolve) => (answer = resolve)));
    const first = handOver(message!.body);
    await expect.poll(() => received.length).toBe(1);
    await handOver(message!.body);
    expect(received).toHaveLength(1);
    const [{ id }] = await deliveriesOf(webhook);
    await api.send("POST", `/api/webhooks/${webhook.id}/deliveries/${id}/redeliver`); // it is on its way
    await takeQueued();
    expect(received).toHaveLength(1);
    answer(new Response());
    await first;
    expect((await deliveriesOf(webhook))[0]).toMatchObject({ status: "delivered", attempts: 1 });
  });

  it("is sent by another if who had it is gone, whose late word then doesn't count", async () => {
    const webhook = await createWebhook();
    await sellAndTell();
    const [message] = queued.deliveries.splice(0);
    const answers: ((answer: Response) => void)[] = [];
    answering(() => new Promise((resolve) => answers.push(resolve)));
    const first = handOver(message!.body);
    await expect.poll(() => received.length).toBe(1);
    const [{ id }] = await deliveriesOf(webhook);
    await comeDue(id); // a minute passes
    const second = handOver(message!.body);
    await expect.poll(() => received.length).toBe(2);
    answers[0]!(new Response("late", { status: 500 }));
    await first;
    expect((await deliveriesOf(webhook))[0]).toMatchObject({
      attempts: 2,
      lastError: null,
      lastAnswer: null,
    });
    answers[1]!(new Response());
    await second;
    expect(new Set(received.map(idOf)).size).toBe(1);
    expect((await deliveriesOf(webhook))[0]).toMatchObject({ status: "delivered", attempts: 2 });
  });

  it("is tried again after longer and longer, given up, and sent again when it is asked for", async () => {
    answering(() => new Response("Down for repairs ".repeat(100), { status: 503 }));
    const webhook = await createWebhook();
    await sellAndTell();
    await takeQueued();
    const [{ id }] = await deliveriesOf(webhook);
    const seconds: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      const [{ status, attempts, lastAttemptAt, nextAttemptAt }] = await deliveriesOf(webhook);
      expect([status, attempts]).toEqual(["waiting", attempt]);
      seconds.push((Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)) / 1000);
      await handOver({ deliveries: [id] }); // too early
      await comeDue(id);
      await handOver({ deliveries: [id] });
    }
    const expected = [5, 30, 120, 600, 3600, 21_600, 86_400];
    for (const [index, least] of expected.entries()) {
      expect(seconds[index]).toBeGreaterThanOrEqual(least);
      expect(seconds[index]).toBeLessThan(least * 1.2 + 1);
    }
    // The queue brings each back when it is due; what is longer than it can wait is the cron's.
    const delays = queued.deliveries.splice(0).map(({ delaySeconds }) => delaySeconds!);
    expect(delays).toHaveLength(6);
    for (const [index, delay] of delays.entries()) expect(delay).toBeGreaterThanOrEqual(expected[index]!);
    const [dead] = await deliveriesOf(webhook, "?status=dead");
    expect(dead).toMatchObject({
      id,
      attempts: 8,
      lastStatus: 503,
      lastError: "status",
      nextAttemptAt: null,
    });
    expect(dead.lastAnswer).toHaveLength(500);
    await runCronAt(Date.now() + 48 * 3_600_000);
    expect(queued.deliveries).toEqual([]);

    answering(() => new Response());
    const again = `/api/webhooks/${webhook.id}/deliveries/${id}/redeliver`;
    expect((await api.send("POST", again)).body).toMatchObject({ id, status: "waiting", attempts: 8 });
    await takeQueued();
    expect(await deliveriesOf(webhook)).toMatchObject([{ id, status: "delivered", attempts: 9 }]);
    await api.send("POST", again);
    await takeQueued();
    expect(await deliveriesOf(webhook)).toMatchObject([{ id, status: "delivered", attempts: 10 }]);
    expect(new Set(received.map(idOf)).size).toBe(1);
  });

  it("that the queue lost is sent by the cron, and told to the queue again only some minutes later", async () => {
    answering(() => new Response());
    const webhook = await createWebhook();
    await sellAndTell();
    queued.deliveries.length = 0;
    const now = Date.now();
    await runCronAt(now + 20_000);
    expect(queued.deliveries).toEqual([]);
    await runCronAt(now + 60_000);
    expect(queued.deliveries).toHaveLength(1);
    await runCronAt(now + 120_000);
    expect(queued.deliveries).toHaveLength(1);
    await takeQueued();
    expect((await deliveriesOf(webhook))[0].status).toBe("delivered");
  });

  it.each([
    ["follows no redirect", () => Response.redirect("https://elsewhere.example.com/", 307), 307, "redirect"],
    ["fails without an answer", () => Promise.reject(new TypeError("refused")), null, "unreachable"],
    [
      "fails when the answer takes too long",
      () => Promise.reject(new DOMException("The operation timed out", "TimeoutError")),
      null,
      "timeout",
    ],
  ])("%s", async (_, answer, lastStatus, lastError) => {
    answering(answer);
    const webhook = await createWebhook();
    await sellAndTell();
    await takeQueued();
    expect(received).toHaveLength(1);
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: "waiting", lastStatus, lastError }]);
  });
});

describe("a webhook", () => {
  it("whose receiver is gone (410) is made inactive, and what waits for it is given up", async () => {
    answering(() => new Response(null, { status: 500 }));
    const webhook = await createWebhook();
    await sellAndTell();
    await takeQueued();
    answering(() => new Response(null, { status: 410 }));
    await sellAndTell();
    await takeQueued();
    expect(await deliveriesOf(webhook)).toMatchObject([
      { status: "dead", lastError: "gone" },
      { status: "dead", lastError: "status" },
    ]);
    const { body, headers } = await api.get(`/api/webhooks/${webhook.id}`);
    expect(body).toMatchObject({ active: false, goneAt: expect.any(String), version: 2 });
    const active = await send(
      "PATCH",
      `/api/webhooks/${webhook.id}`,
      { active: true },
      { "if-match": headers.get("etag")! },
    );
    expect(active.body).toMatchObject({ active: true, goneAt: null });
  });

  it("that is made inactive gets nothing more, and what waited can be sent again", async () => {
    answering(() => new Response(null, { status: 500 }));
    const webhook = await createWebhook();
    await sellAndTell();
    await takeQueued();
    await send("PATCH", `/api/webhooks/${webhook.id}`, { active: false }, { "if-match": '"1"' });
    const [{ id, status }] = await deliveriesOf(webhook);
    expect(status).toBe("dead");
    await comeDue(id);
    await handOver({ deliveries: [id] });
    expect(received).toHaveLength(1);
    answering(() => new Response());
    await api.send("POST", `/api/webhooks/${webhook.id}/deliveries/${id}/redeliver`);
    await takeQueued();
    expect((await deliveriesOf(webhook))[0].status).toBe("delivered");
  });

  it("that is deleted gets nothing more", async () => {
    answering(() => new Response());
    const webhook = await createWebhook();
    await sellAndTell();
    await api.send("DELETE", `/api/webhooks/${webhook.id}`);
    await takeQueued();
    expect(received).toEqual([]);
    expect((await api.get(`/api/webhooks/${webhook.id}/deliveries`)).status).toBe(404);
  });

  it("has no deliveries of another one's", async () => {
    const [one, other] = [await createWebhook(), await createWebhook({ active: false })];
    await sellAndTell();
    const [{ id }] = await deliveriesOf(one);
    expect((await api.get(`/api/webhooks/${other.id}/deliveries/${id}`)).status).toBe(404);
    const again = `/api/webhooks/${other.id}/deliveries/${id}/redeliver`;
    expect((await api.send("POST", again)).status).toBe(404);
    expect((await api.send("POST", "/api/webhooks/999999/test")).status).toBe(404);
  });

  it("lists its deliveries page by page, reading no more rows than it shows", async () => {
    const webhook = await createWebhook();
    for (let sold = 0; sold < 12; sold += 1) await sellAndTell();
    const path = `/api/webhooks/${webhook.id}/deliveries`;
    const first = (await api.get(`${path}?limit=5`)).body;
    const second = (await api.get(`${path}?limit=5&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }: { id: number }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(10);
    const bounds: [string, number][] = [
      [`${path}?limit=3`, 16],
      [`${path}?limit=3&status=waiting`, 16],
      [`${path}?limit=3&status=dead`, 4],
    ];
    expect(await findLongReads(api, bounds)).toEqual([]);
  });

  it("forgets its deliveries after 30 days, but none that is still to be sent", async () => {
    answering(() => new Response());
    const webhook = await createWebhook();
    await sellAndTell();
    await takeQueued();
    await sellAndTell();
    const later = Date.now() + 31 * 24 * 60 * 60_000;
    await runCronAt(new Date(later).setUTCMinutes(27));
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: "waiting" }]);
  });
});
