import { env, reset } from "cloudflare:test";
import { beforeEach, expect, it, vi } from "vitest";
import { deliver, dyingAfter, entry, readAllPages } from "./test-log.ts";

beforeEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

it("shows what the queue delivered, exactly as it came", async () => {
  const [one, other] = [entry({ route: null, colo: null }), entry({ time: "2031-03-05T10:00:01.000Z" })];
  const { outcome, ackAll, explicitAcks } = await deliver([[one], [other]]);
  expect({ outcome, ackAll, explicitAcks }).toEqual({ outcome: "ok", ackAll: false, explicitAcks: [] });
  expect(await readAllPages()).toEqual([other, one]);
});

it("counts a batch once that is delivered twice, in the same messages or others", async () => {
  const [a, b, c] = [entry(), entry(), entry()];
  await deliver([[a, b], [c]]);
  await deliver([[a, b], [c]]);
  await deliver([[c], [b], [a, a]]);
  expect(await readAllPages()).toEqual([c, b, a]);
  expect((await env.LOG.list()).keys).toHaveLength(1);
});

it.each([
  ["no entries at all", "hello"],
  ["nothing", null],
  ["an entry without a status", [{ ...entry(), status: undefined }]],
  ["a time that is none", [entry({ time: "yesterday" })]],
  ["a duration below zero", [entry({ durationMs: -1 })]],
])("drops a message with %s, and stores the others", async (_, malformed) => {
  const complaint = vi.spyOn(console, "error").mockReturnValue();
  const [before, after] = [entry(), entry()];
  const result = await deliver([[before], malformed, [after]]);
  expect(result.outcome).toBe("ok");
  expect(result.retryMessages).toEqual([]);
  expect(await readAllPages()).toEqual([after, before]);
  expect(complaint).toHaveBeenCalledOnce();
});

it("stores what it knows of an entry from a newer gateway, and no more", async () => {
  const known = entry();
  await deliver([[{ ...known, body: "secret" }]]);
  expect(await readAllPages()).toEqual([known]);
});

it("keeps the good entries of a message with a malformed one", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const [good, better] = [entry(), entry()];
  await deliver([[good, { id: 1 }, better]]);
  expect(await readAllPages()).toEqual([better, good]);
});

it("has the whole batch delivered again when KV fails half way", async () => {
  const [one, other] = [entry(), entry({ time: "2031-03-05T10:01:00.000Z" })];
  await expect(async () => deliver([[one], [other]], dyingAfter(1))).rejects.toThrow("KV is gone");
  await deliver([[one], [other]]);
  expect(await readAllPages()).toEqual([other, one]);
});

it("does not store what the retention has given up already", async () => {
  await deliver([[entry({ time: "2020-03-05T10:00:00.000Z" })]]);
  expect((await env.LOG.list()).keys).toEqual([]);
});
