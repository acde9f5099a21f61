import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { api, db } from "./test-workflows.ts";

const steps = ["a"];
const deep = (levels: number): unknown =>
  Array.from({ length: levels - 1 }).reduce<unknown>((inner) => [inner], []);
const tooWide = Array.from({ length: 9000 }, (_, i) => ({ [`c${i}`]: 1 }));

const count = async () => (await db.all<{ n: number }>(sql`select count(*) as n from workflows`))[0]!.n;

it.each([
  [
    {},
    [
      ["/data", "required", "This is required."],
      ["/steps", "required", "This is required."],
    ],
  ],
  [{ steps }, [["/data", "required", "This is required."]]],
  [{ data: 1 }, [["/steps", "required", "This is required."]]],
  [{ data: 1, steps: [] }, [["/steps", "too_small", expect.any(String)]]],
  [
    { data: 1, steps: Array.from({ length: 101 }, (_, i) => `passo ${i}`) },
    [["/steps", "too_big", expect.any(String)]],
  ],
  [{ data: 1, steps: ["a", "b", " a "] }, [["/steps", "duplicate", "Each step needs a name of its own."]]],
  [{ data: 1, steps: "a" }, [["/steps", "type", "This must be of type array."]]],
  [{ data: 1, steps: [1] }, [["/steps/0", "type", "This must be of type string."]]],
  [{ data: 1, steps: ["a", " "] }, [["/steps/1", "too_small", expect.any(String)]]],
  [{ data: 1, steps: ["x".repeat(101)] }, [["/steps/0", "too_big", expect.any(String)]]],
  [{ data: 1, steps: ["a\u0000"] }, [["/steps/0", "characters", "This takes no control characters."]]],
  [{ data: 1, steps: ["."] }, [["/steps/0", "characters", "This can't stand in a path."]]],
  [{ data: 1, steps: ["a", ".."] }, [["/steps/1", "characters", "This can't stand in a path."]]],
  [{ data: "x".repeat(131_071), steps }, [["/data", "too_big", "This may have up to 131072 bytes."]]],
  [{ data: deep(101), steps }, [["/data", "too_deep", "This may have up to 100 levels."]]],
  [{ data: deep(9000), steps }, [["/data", "too_deep", "This may have up to 100 levels."]]],
  [{ data: tooWide, steps }, [["/data", "too_wide", "Its CSV would have too many or too long columns."]]],
  [{ data: 1, steps, status: "consumed" }, [["/status", "unknown", "There is no such field."]]],
  [{ data: 1, steps, uuid: "x" }, [["/uuid", "unknown", "There is no such field."]]],
  [[], [["", "type", expect.any(String)]]],
])("refuses what is wrong, says where, and stores nothing", async (json, errors) => {
  const before = await count();
  const { status, body } = await api.post("/api/workflows", json);
  expect([status, body.code]).toEqual([422, "invalid-body"]);
  expect(body.errors).toEqual(errors.map(([pointer, code, detail]) => ({ pointer, code, detail })));
  expect(await count()).toBe(before);
});

it("takes 100 steps, names of 100 letters, and 100 levels", async () => {
  const names = Array.from({ length: 100 }, (_, i) => `${i}`.padStart(100, "ç"));
  const { status, body } = await api.post("/api/workflows", { data: deep(100), steps: names });
  expect([status, body.steps]).toEqual([201, names]);
});

it("takes names of steps as they are written, with one space between words", async () => {
  const { body } = await api.post("/api/workflows", {
    data: 1,
    steps: [" conferir   a  nota ", "a/b", "...", "100%"],
  });
  expect(body.steps).toEqual(["conferir a nota", "a/b", "...", "100%"]);
});
