import { env } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { apiOn, deliver, entry, forgetAll, runCrons } from "./test-log.ts";

const api = apiOn(env.LOG);
const start = Date.parse("2031-03-05T10:00:00Z");
const at = (ms: number) => new Date(start + ms).toISOString();

beforeAll(async () => {
  await forgetAll();
  const many = Array.from({ length: 12_000 }, (_, i) =>
    entry({ time: at(i * 500), status: i % 4 ? 200 : 404 }),
  );
  for (let i = 0; i < many.length; i += 2000) await deliver([many.slice(i, i + 2000)]);
  await runCrons(start + 3 * 60 * 60_000, 4);
  await deliver([
    [
      entry({
        time: at(-60_000),
        path: "=1+1",
        route: null,
        version: null,
        country: null,
        requestId: "ab".repeat(16),
      }),
    ],
  ]);
});

it("any period is exported as NDJSON, an entry a line, newest first", async () => {
  const { status, headers, body } = await api.get(`/api/logs.ndjson?from=${at(0)}&status=404`);
  expect([status, headers.get("content-type")]).toEqual([200, "application/x-ndjson; charset=utf-8"]);
  const entries = body
    .trimEnd()
    .split("\n")
    .map((line: string) => JSON.parse(line)) as { time: string; status: number }[];
  expect(entries).toHaveLength(3000);
  expect([entries[0]!.time, entries.at(-1)!.time]).toEqual([at(11_996 * 500), at(0)]);
  expect(new Set(entries.map(({ status }) => status))).toEqual(new Set([404]));
});

it("the whole log is exported as CSV", async () => {
  const { headers, body } = await api.get(`/api/logs.csv?to=${at(1000)}`);
  expect(headers.get("content-disposition")).toBe('attachment; filename="requests.csv"');
  const [head, , , last] = body.split("\r\n");
  expect(head).toBe(
    "time,requestId,service,version,method,route,path,status,durationMs,serviceMs,databaseMs,rowsRead,colo,country,caller,id",
  );
  expect(last).toMatch(
    /^2031-03-05T09:59:00.000Z,abababababababababababababababab,clients,,GET,,'=1\+1,200,12.5,8.25,3,1,GRU,,,/,
  );
  expect((await api.get("/api/logs.csv")).body.split("\r\n")).toHaveLength(12_003);
});

it("a period that is none is refused before anything is sent", async () => {
  expect((await api.get(`/api/logs.csv?from=${at(1)}&to=${at(0)}`)).status).toBe(400);
  expect((await api.get("/api/logs.ndjson?limit=5")).status).toBe(400);
});
