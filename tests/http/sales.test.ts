import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiOf, createState, signIn, startStack } from "../stack.ts";

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;
/** A few callers: each may send 3,000 requests a minute. */
let tills: Record<string, string>[];

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path });
  api = apiOf(stack, { headers: await signIn(stack) });
  tills = await Promise.all([1, 2, 3].map(createTill));
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

async function createTill(number: number): Promise<Record<string, string>> {
  const scopes = ["sales:read", "sales:write", "stock:read", "stock:write"];
  const { body } = await api.post("/api/keys", { name: `Till ${number}`, scopes });
  return { authorization: `Bearer ${body.key}` };
}

interface Answered {
  status: number;
  body: { id: number; fulfilled: boolean; cancelled: boolean };
}

/** Sends as one of the tills does, with a key where it is to happen once. */
async function post(till: number, path: string, json: object, key?: string): Promise<Answered> {
  const response = await fetch(`${stack.url}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...tills[till % tills.length],
      ...(key !== undefined && { "idempotency-key": key }),
    },
    body: JSON.stringify(json),
  });
  return { status: response.status, body: (await response.json()) as Answered["body"] };
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

async function createClient(): Promise<number> {
  return (await api.post("/api/clients", { name: "Jovelina Pérola Negra" })).body.id;
}

async function createProduct(stock: number): Promise<number> {
  const product = { kind: "record", title: "Pérola Negra", artist: "Jovelina", priceCents: 9_990, stock };
  const { status, body } = await api.post("/api/products", product);
  expect(status).toBe(201);
  return body.id;
}

const stockOf = async (productId: number) => (await api.get(`/api/stock/${productId}`)).body.available;

/** The sum of a product's movements, as its history tells them. */
async function sumOf(productId: number): Promise<number> {
  let sum = 0;
  for (let cursor = ""; ;) {
    const { body } = await api.get(`/api/stock/${productId}/movements?limit=100${cursor}`);
    for (const { delta } of body.items as { delta: number }[]) sum += delta;
    if (body.nextCursor === null) return sum;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

/** Receives 5, sent twice at once. */
async function receiveTwice(productId: number, i: number): Promise<void> {
  const path = `/api/stock/${productId}/movements`;
  const receive = () => post(i, path, { delta: 5, reason: "received" }, `receipt-${i}`);
  const [once, twice] = await Promise.all([receive(), receive()]);
  expect(twice).toEqual(once);
}

async function mismatches(): Promise<object[]> {
  const { body } = await api.get("/api/stock/reconciliation");
  expect(body.nextCursor).toBeNull();
  return body.items;
}

describe("many buyers at once", () => {
  it("500 who want one of 50 are 50 who get it", async () => {
    const [clientId, productId] = [await createClient(), await createProduct(50)];
    expect(await stockOf(productId)).toBe(50);
    const answers = await Promise.all(
      times(500, (i) => post(i, "/api/purchases", { clientId, productId, quantity: 1 })),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ body }) => body.fulfilled)).toHaveLength(50);
    expect([await stockOf(productId), await sumOf(productId)]).toEqual([0, 0]);
    expect(await mismatches()).toEqual([]);
    const held = await api.get(`/api/clients/${clientId}/inventory`);
    expect(held.body.items).toEqual([{ clientId, productId, title: "Pérola Negra", quantity: 50 }]);
  }, 240_000);

  it("baskets in opposite orders, cancels, receipts and retries leave what they must", async () => {
    const clientId = await createClient();
    const products = await Promise.all(times(4, () => createProduct(30)));
    const basket = (i: number) => {
      const items = products.map((productId, p) => ({ productId, quantity: 1 + ((i + p) % 3) }));
      return (i % 2 ? items : items.toReversed()).slice(0, 2 + (i % 3));
    };
    const all = await Promise.all(
      times(200, async (i) => {
        const json = { clientId, items: basket(i) };
        const [first, again] = await Promise.all([
          post(i, "/api/purchases", json, `mixed-${i}`),
          post(i, "/api/purchases", json, `mixed-${i}`),
        ]);
        expect([first.status, again]).toEqual([201, first]);
        if (i % 10 === 3) await receiveTwice(products[i % products.length]!, i);
        if (i % 5 !== 0) return { ...first.body, items: json.items };
        const path = `/api/purchases/${first.body.id}/cancel`;
        const cancels = await Promise.all(times(3, () => post(i, path, { reason: "Changed their mind" })));
        expect(cancels.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
        return { ...first.body, items: json.items, cancelled: true };
      }),
    );
    const received = times(200, (i) => i).filter((i) => i % 10 === 3);
    for (const [p, productId] of products.entries()) {
      const came = 30 + 5 * received.filter((i) => i % products.length === p).length;
      const sold = all
        .filter(({ fulfilled, cancelled }) => fulfilled && !cancelled)
        .flatMap(({ items }) => items)
        .filter((item) => item.productId === productId)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      expect([await stockOf(productId), await sumOf(productId)]).toEqual([came - sold, came - sold]);
    }
    expect(await mismatches()).toEqual([]);
    expect(all.filter(({ fulfilled }) => !fulfilled).length).toBeGreaterThan(0);
  }, 240_000);
});

it("what was sold is archived, not deleted, and is not sold any more", async () => {
  const [clientId, productId] = [await createClient(), await createProduct(1)];
  const { status, body } = await api.post("/api/purchases", { clientId, productId, quantity: 1 });
  expect([status, body.fulfilled]).toEqual([201, true]);
  const deleted = await api.send("DELETE", `/api/products/${productId}`, undefined, { "if-match": '"1"' });
  expect(deleted).toMatchObject({ status: 200, body: { archivedAt: expect.any(String) } });
  expect(await api.post("/api/purchases", { clientId, productId, quantity: 1 })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: "/productId", code: "not_for_sale" }] },
  });
});
