import { expect, it } from "vitest";
import { runCrons, WORKERS } from "../../workers/local/stack.ts";
import { apiOf, createState, eventually, signIn, startStack } from "../stack.ts";
import { startReceiver } from "./receiver.ts";

/** The minute that isn't over is looked at too, so that nobody has to wait for its end. */
const vars = { ALERT_DELAY_SECONDS: "-60" };

it("an alert of requests that fail arrives at a receiver, signed, and so does its end", async () => {
  await using receiver = await startReceiver();
  await using state = await createState();
  const workers = WORKERS.filter(({ name }) => name !== "catalog");
  await using stack = await startStack({ state: state.path, workers, hasCrons: true, vars });
  const api = apiOf(stack, { headers: await signIn(stack), described: null });
  const types = ["alert.fired", "alert.resolved"];
  const { body: webhook } = await api.post("/api/webhooks", { url: receiver.url, types });
  const { status, body: rule } = await api.post("/api/alerts/rules", {
    name: "The catalogue fails",
    kind: "error-rate",
    threshold: 0.5,
    service: "catalog",
    minRequests: 3,
    forMinutes: 1,
  });
  expect(status).toBe(201);

  const failed = await Promise.all(Array.from({ length: 5 }, () => api.get("/api/products")));
  expect(failed.map((answer) => answer.status)).toEqual([502, 502, 502, 502, 502]);
  await eventually(async () => {
    const { items } = (await api.get("/api/logs?service=catalog")).body;
    return items.length === 5 || undefined;
  });
  await runCrons(stack.url);
  const arrival = await eventually(async () => receiver.arrivals[0]);
  const { items } = (await api.get("/api/alerts?open=true")).body;
  expect(items).toMatchObject([{ ruleId: rule.id, value: 1, resolvedAt: null }]);
  expect(arrival.isSignedBy(webhook.secret)).toBe(true);
  expect(arrival.body).toMatchObject({
    type: "alert.fired",
    data: {
      alertId: items[0].id,
      ruleId: rule.id,
      name: "The catalogue fails",
      kind: "error-rate",
      value: 1,
      threshold: 0.5,
      service: "catalog",
      route: null,
      since: items[0].since,
    },
  });

  await api.send("PATCH", `/api/alerts/rules/${rule.id}`, '{"active":false}', {
    "content-type": "application/json",
    "if-match": '"1"',
  });
  await runCrons(stack.url);
  const over = await eventually(async () => receiver.arrivals[1]);
  expect(over.isSignedBy(webhook.secret)).toBe(true);
  expect(over.body).toMatchObject({ type: "alert.resolved", data: { alertId: items[0].id } });
  const { body: feed } = await api.get("/api/events");
  expect(feed.items.map(({ type }: { type: string }) => type)).toEqual(["alert.resolved", "alert.fired"]);
  await runCrons(stack.url);
  expect(receiver.arrivals).toHaveLength(2);
});
