import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { apiOf, createState, eventually, signIn, startStack } from "../stack.ts";

const run = promisify(execFile);

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;
/** A few callers: each may send 3,000 requests a minute. */
let robots: Record<string, string>[];

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path });
  api = apiOf(stack, { headers: await signIn(stack) });
  robots = await Promise.all([1, 2, 3, 4].map(createRobot));
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  while ((await api.send("POST", "/api/workflows/consume")).status === 200);
});

async function createRobot(number: number): Promise<Record<string, string>> {
  const scopes = ["workflows:read", "workflows:write"];
  const { body } = await api.post("/api/keys", { name: `Robot ${number}`, scopes });
  return { authorization: `Bearer ${body.key}` };
}

/** Sends as one of the robots does. */
const send = (robot: number, path: string, json?: object) =>
  fetch(`${stack.url}${path}`, {
    method: "POST",
    headers: { ...robots[robot % robots.length], ...(json && { "content-type": "application/json" }) },
    ...(json && { body: JSON.stringify(json) }),
  });

interface Listed {
  uuid: string;
  place: string;
}

/** All workflows, oldest first. */
async function listAll(): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let cursor = ""; ;) {
    const { body } = await api.get(`/api/workflows?sort=createdAt&limit=100${cursor}`);
    all.push(...body.items);
    if (body.nextCursor === null) return all;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

describe("1,000 workflows and 50 consumers at once", () => {
  it("meet: each is consumed once, the oldest first, and none is lost", async () => {
    const before = (await listAll()).length;
    for (let i = 0; i < 1000; i += 50) {
      const batch = Array.from({ length: 50 }, (_, at) =>
        send(at, "/api/workflows", { data: { order: i + at }, steps: ["separar"] }),
      );
      for (const { status } of await Promise.all(batch)) expect(status).toBe(201);
    }
    const created = (await listAll()).slice(before).map(({ uuid }) => uuid);
    expect(created).toHaveLength(1000);
    const place = new Map(created.map((uuid, at) => [uuid, at]));

    const taken = await Promise.all(
      Array.from({ length: 50 }, async (_, consumer) => {
        const own: { at: number; sent: number; came: number }[] = [];
        for (;;) {
          const sent = performance.now();
          const response = await send(consumer, "/api/workflows/consume");
          const csv = await response.text();
          if (response.status === 204) return own;
          expect(response.status).toBe(200);
          expect(csv).toMatch(/^order\r\n\d+\r\n$/);
          const uuid = response.headers.get("content-location")!.split("/")[3]!;
          own.push({ at: place.get(uuid)!, sent, came: performance.now() });
        }
      }),
    );
    const all = taken.flat();
    expect(all.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(created.map((_, at) => at));
    // Each consumer finds older ones before younger ones,
    for (const own of taken) {
      const order = own.map(({ at }) => at);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    // and so do any two, where one was asked for only after the other was answered.
    const inTime = all.toSorted((a, b) => a.came - b.came);
    for (const [index, later] of inTime.entries()) {
      const earlier = inTime.slice(0, index).filter(({ came }) => came < later.sent);
      expect(earlier.filter(({ at }) => at > later.at)).toEqual([]);
    }
    const after = (await listAll()).slice(before);
    expect(after.filter((workflow) => workflow.place !== "consumed")).toEqual([]);
  }, 120_000);
});

describe("the old system's calls, by curl", () => {
  const curl = async (...args: string[]) => {
    const basic = ["-sS", "-m", "20", "-u", `${DEMO_OWNER.email}:${DEMO_OWNER.password}`];
    const { stdout } = await run("curl", [...basic, ...args]);
    return stdout;
  };
  const JSON_TYPE = ["-H", "Content-Type: application/json"];

  it("create, list, change and consume workflows as they did", async () => {
    const url = `${stack.url}/workflow`;
    const data = '{"cliente": {"nome": "Elza Soares"}, "itens": ["LP-1", "LP-2"], "total": 99.9}';
    const sent = `{"data": ${data}, "steps": ["separar", "embalar"]}`;
    const create = async () =>
      JSON.parse(await curl("-X", "POST", `${url}/`, ...JSON_TYPE, "-d", sent)) as { UUID: string };
    const [first, second] = [await create(), await create()];
    const stored = {
      UUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: "inserted",
      data: { cliente: { nome: "Elza Soares" }, itens: ["LP-1", "LP-2"], total: 99.9 },
      steps: ["separar", "embalar"],
    };
    expect([first, second]).toEqual([stored, stored]);

    const one = JSON.parse(await curl(`${url}/${first.UUID}`)) as object;
    expect(one).toEqual(first);
    // Those that other tests made are before them: pages follow the link.
    let next: string | undefined = url;
    const all: object[] = [];
    while (next) {
      const [head, list] = (await curl("-i", next)).split("\r\n\r\n") as [string, string];
      all.push(...(JSON.parse(list) as object[]));
      const link = /^link: <([^>]+)>; rel="next"/im.exec(head)?.[1];
      next = link && new URL(link, stack.url).href;
    }
    expect(all.slice(-2)).toEqual([first, second]);

    const change = ["-X", "PATCH", ...JSON_TYPE, "-d", '{"status": "consumed"}'];
    expect(JSON.parse(await curl(...change, `${url}/${first.UUID}`))).toEqual({
      ...first,
      status: "consumed",
    });
    const folder = ["--output-dir", state.path, "-w", "%{http_code} %{content_type} %{filename_effective}"];
    const consumed = await curl("-OJ", ...folder, `${url}/consume`);
    // Newer versions of curl tell the folder too.
    const file = `workflow-${second.UUID}.csv`;
    expect(consumed.replace(`${state.path}/`, "")).toBe(
      `200 text/csv; charset=utf-8; header=present ${file}`,
    );
    const { stdout: csv } = await run("cat", [`${state.path}/${file}`]);
    expect(csv).toBe('cliente.nome,itens,total\r\nElza Soares,"LP-1; LP-2",99.9\r\n');
    expect(await curl("-w", "%{http_code}", `${url}/consume`)).toBe("204");
  });
});

describe("a request's id", () => {
  it("is that of the request, and of the CSV that a queue had made for it", async () => {
    const { headers, body } = await api.post("/api/workflows", { data: { order: 1 }, steps: ["a"] });
    const requestId = headers.get("x-request-id");
    const entries = await eventually(async () => {
      const { items } = (await api.get(`/api/logs?requestId=${requestId}`)).body;
      return items.length === 2 ? (items as { method: string }[]) : undefined;
    }, 15_000);
    expect(entries.toSorted((a, b) => a.method.localeCompare(b.method))).toMatchObject([
      { method: "POST", path: "/api/workflows", route: "/api/workflows", status: 201, caller: "person:1" },
      {
        method: "QUEUE",
        path: `/api/workflows/${body.uuid}/csv`,
        route: "fachada-workflows",
        service: "workflows",
        status: 200,
        caller: "person:1",
      },
    ]);
  });
});
