import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Command, Model, type Seen } from "./test-model.ts";
import { db, once, quick, reconcileAll, shop, stocked } from "./test-sales.ts";

const PRODUCTS = 3;
const AT_ONCE = 4;
const RUNS = env.DB ? 60 : 15;

/** A command that names its subject by a number, of which there may be fewer. */
type Draft = { do: Command["do"] | "retry"; which: number; quantity: number; more: number; keyed: boolean };

const drafts: fc.Arbitrary<Draft[][]> = fc.array(
  fc.array(
    fc.record({
      do: fc.oneof(
        { weight: 5, arbitrary: fc.constant("sell" as const) },
        { weight: 2, arbitrary: fc.constant("cancel" as const) },
        { weight: 2, arbitrary: fc.constant("return" as const) },
        { weight: 2, arbitrary: fc.constant("fulfil" as const) },
        { weight: 2, arbitrary: fc.constant("move" as const) },
        { weight: 2, arbitrary: fc.constant("retry" as const) },
      ),
      which: fc.nat(1000),
      quantity: fc.integer({ min: 1, max: 4 }),
      more: fc.nat(1000),
      keyed: fc.boolean(),
    }),
    { minLength: 2, maxLength: AT_ONCE },
  ),
  { minLength: 4, maxLength: 8 },
);

let lastKey = 0;

/** Makes a command of a draft, with what there is by now; baskets name their products in either order. */
function toCommand(draft: Draft, products: number[], bought: number[], sent: Command[]): Command {
  const { which, quantity, more } = draft;
  const key = draft.keyed ? { key: `model-${(lastKey += 1)}` } : {};
  const keyed = sent.filter((command) => command.key !== undefined);
  const product = products[which % PRODUCTS]!;
  const purchase = bought[which % Math.max(1, bought.length)];
  if (draft.do === "retry" && keyed.length > 0) return keyed[which % keyed.length]!;
  if (draft.do === "move")
    return { do: "move", productId: product, delta: more % 2 ? quantity : -quantity, ...key };
  if (purchase === undefined || draft.do === "sell" || draft.do === "retry") {
    const basket = products.filter((_, index) => (1 + (more % 7)) & (1 << index));
    const items = (which % 2 ? basket : basket.toReversed()).map((id) => [id, quantity] as [number, number]);
    return { do: "sell", items, ...key };
  }
  if (draft.do === "return") return { do: "return", purchase, item: 0, quantity, ...key };
  return { do: draft.do, purchase, ...key };
}

async function execute(command: Command, model: Model): Promise<Seen> {
  const send = (path: string, json: unknown) =>
    command.key === undefined ? quick.post(path, json) : once(command.key, path, json, quick);
  const { status, body } = await (() => {
    switch (command.do) {
      case "move": {
        const { productId, delta } = command;
        return send(`/api/stock/${productId}/movements`, { delta, reason: delta > 0 ? "received" : "lost" });
      }
      case "sell": {
        const items = command.items.map(([productId, quantity]) => ({ productId, quantity }));
        return send("/api/purchases", { clientId: 1, items });
      }
      case "return": {
        const productId = model.purchases.get(command.purchase)!.items[command.item]![0];
        const items = [{ productId, quantity: command.quantity }];
        return send(`/api/purchases/${command.purchase}/returns`, { items });
      }
      case "cancel":
        return send(`/api/purchases/${command.purchase}/cancel`, { reason: "x" });
      case "fulfil":
        return send(`/api/purchases/${command.purchase}/fulfil`, {});
    }
  })();
  return status >= 400 || command.do === "move"
    ? { status }
    : { status, id: body.id, fulfilled: body.fulfilled };
}

/** The model after these commands in the one order, of all, that explains what was answered. */
function explain(model: Model, commands: Command[], seen: Seen[]): Model | undefined {
  if (commands.length === 0) return model;
  for (const [index, command] of commands.entries()) {
    const next = new Model(model);
    if (JSON.stringify(next.apply(command)) !== JSON.stringify(seen[index])) continue;
    const explained = explain(next, commands.toSpliced(index, 1), seen.toSpliced(index, 1));
    if (explained) return explained;
  }
  return undefined;
}

async function stockOf(products: number[]): Promise<number[]> {
  const { body } = await quick.get(`/api/stock?ids=${products.join(",")}`);
  return body.items.map((item: { available: number }) => item.available);
}

it("does what the model does, whatever comes at once", async () => {
  shop.delayMs = () => Math.random() * 3;
  await fc.assert(
    fc.asyncProperty(drafts, async (rounds) => {
      const products: number[] = [];
      for (let i = 0; i < PRODUCTS; i += 1) products.push(await stocked(5));
      const [{ last }] = (await db.all(sql`select coalesce(max(id), 0) as last from purchases`)) as [
        { last: number },
      ];
      const stock = new Map(products.map((id) => [id, 5]));
      let model = new Model({ stock, purchases: new Map(), answers: new Map(), lastId: last });
      const sent: Command[] = [];
      for (const round of rounds) {
        const bought = [...model.purchases.keys()];
        const commands = round.map((draft) => toCommand(draft, products, bought, sent));
        sent.push(...commands);
        const seen = await Promise.all(commands.map((command) => execute(command, model)));
        const explained = explain(model, commands, seen);
        if (!explained) throw new Error(`no order explains ${JSON.stringify({ commands, seen })}`);
        model = explained;
        expect(await stockOf(products)).toEqual(products.map((id) => model.stock.get(id)));
      }
      for (const [id, { fulfilled, cancelled, returned }] of model.purchases) {
        const { body } = await quick.get(`/api/purchases/${id}`);
        expect(body).toMatchObject({
          fulfilled,
          cancelled,
          items: returned.map((count) => ({ returned: count })),
        });
      }
    }),
    { numRuns: RUNS },
  );
  shop.delayMs = () => 0;
  expect((await reconcileAll()).mismatches).toEqual([]);
}, 300_000);
