import { expect, it } from "vitest";
import { apiOf, AS_OWNER, createState, signIn, startStack } from "../stack.ts";

const PURCHASES = 120;
const KILLS = 3;

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** A stack is killed at random moments of this load, and each request sent again until it is answered. */
it("workers killed while they sell have done each thing once, and whole, when all have tried again", async () => {
  await using state = await createState();
  let first = await startStack({ state: state.path });
  let api = apiOf(first, { headers: await signIn(first), described: null });
  const { body: client } = await api.post("/api/clients", { name: "Wilson das Neves" });
  const product = { kind: "record", title: "O Som Sagrado", artist: "Wilson das Neves", priceCents: 5_000 };
  const products: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    products.push((await api.post("/api/products", { ...product, stock: 100 })).body.id);
  }
  const { body: key } = await api.post("/api/keys", { name: "Till", scopes: ["sales:read", "sales:write"] });

  const answers = new Map<number, string>();
  const cancels = new Map<number, string>();
  async function send(url: string, path: string, json: object, name: string): Promise<string> {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key.key}`,
        "content-type": "application/json",
        "idempotency-key": name,
      },
      body: JSON.stringify(json),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  }
  /** Sells, and cancels every third; what was answered once must be answered again. */
  async function buy(url: string, i: number): Promise<void> {
    const items = products.map((productId) => ({ productId, quantity: 1 + (i % 2) }));
    const answer = await send(url, "/api/purchases", { clientId: client.id, items }, `buy-${i}`);
    expect(answers.get(i) ?? answer).toBe(answer);
    answers.set(i, answer);
    if (i % 3 !== 0) return;
    const { id } = JSON.parse(answer) as { id: number };
    const cancelled = await send(url, `/api/purchases/${id}/cancel`, { reason: "x" }, `cancel-${i}`);
    expect(cancels.get(i) ?? cancelled).toBe(cancelled);
    cancels.set(i, cancelled);
  }
  const buyAll = (url: string) =>
    Promise.allSettled(Array.from({ length: PURCHASES }, (_, i) => buy(url, i)));

  let broken = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const buying = buyAll(first.url);
    await sleep(50 + Math.random() * 500);
    await first.stop("SIGKILL");
    broken += (await buying).filter(({ status }) => status === "rejected").length;
    first = await startStack({ state: state.path });
  }
  expect(broken).toBeGreaterThan(0);
  try {
    api = apiOf(first, { headers: AS_OWNER, described: null });
    const failed = (await buyAll(first.url)).filter(({ status }) => status === "rejected");
    expect(failed).toEqual([]);

    const stored: { id: number; fulfilled: boolean; cancelled: boolean; items: { quantity: number }[] }[] =
      [];
    for (let cursor = ""; ;) {
      const { body } = await api.get(`/api/purchases?limit=100${cursor}`);
      stored.push(...body.items);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(stored).toHaveLength(PURCHASES);
    expect(stored.filter(({ cancelled }) => cancelled)).toHaveLength(PURCHASES / 3);
    expect(stored.filter(({ items }) => items.length !== 2)).toEqual([]);
    const sold = stored
      .filter(({ fulfilled, cancelled }) => fulfilled && !cancelled)
      .reduce((sum, { items }) => sum + items[0]!.quantity, 0);
    const stock = (await api.get(`/api/stock?ids=${products.join(",")}`)).body.items;
    expect(stock.map((item: { available: number }) => item.available)).toEqual([100 - sold, 100 - sold]);
    expect((await api.get("/api/stock/reconciliation")).body).toMatchObject({ items: [], nextCursor: null });
    const held = (await api.get(`/api/clients/${client.id}/inventory`)).body.items;
    expect(held.map((item: { quantity: number }) => item.quantity)).toEqual([sold, sold]);
  } finally {
    await first.stop();
  }
}, 300_000);
