import { and, eq, gt, gte, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { movements, stock } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor } from "../shared/lists.ts";

/** How many movements, and how many products, a step looks at. */
const STEP = 5000;

/** A product whose stock isn't what its movements come to, on the wire. */
const Mismatch = z.object({
  productId: z.int(),
  available: z.int().describe("What the stock says."),
  movements: z.int().describe("What its movements come to."),
});

export const Reconciliation = z
  .object({
    items: z.array(Mismatch).describe("Where stock and ledger differ: nowhere, if all is right."),
    checked: z.object({ products: z.int(), movements: z.int() }).describe("How many this step looked at."),
    nextCursor: z.string().nullable().describe("Where the next step begins; null once all are looked at."),
  })
  .meta({
    id: "Reconciliation",
    examples: [{ items: [], checked: { products: 224, movements: 1893 }, nextCursor: null }],
  });

type Reconciliation = z.infer<typeof Reconciliation>;

const Cursor = z.tuple([z.literal("reconciliation"), z.int(), z.int(), z.int()]);

/**
 * One step of the proof that the stock of each product is the sum of its movements. A product with more movements than a step
 * looks at goes on in the next: movements stay as they are, so what was summed holds whatever comes meanwhile.
 */
export async function reconcile(db: Database, cursor: string | undefined): Promise<Reconciliation> {
  const [, product, movement, sum] =
    cursor === undefined ? (["", 0, 0, 0] as const) : decodeCursor(cursor, Cursor);
  const { productId, id, delta } = movements;
  // Two ranges merged, as SQLite doesn't seek by a row value that ends in the id.
  const rest = unionAll(
    db
      .select({ productId, id, delta })
      .from(movements)
      .where(and(eq(productId, product), gt(id, movement))),
    db.select({ productId, id, delta }).from(movements).where(gt(productId, product)),
  )
    .orderBy(productId, id)
    .limit(STEP)
    .as("step");
  const [sums, stored] = await db.batch([
    db
      .select({
        productId: rest.productId,
        sum: sql<number>`sum(${rest.delta})`.as("sum"),
        count: sql<number>`count(*)`.as("count"),
        last: sql<number>`max(${rest.id})`.as("last"),
      })
      .from(rest)
      .groupBy(rest.productId)
      .orderBy(rest.productId),
    db
      .select({ productId: stock.productId, available: stock.available })
      .from(stock)
      .where(gte(stock.productId, product))
      .orderBy(stock.productId)
      .limit(STEP),
  ]);
  const count = sums.reduce((all, group) => all + group.count, 0);
  const unfinished = count === STEP ? sums.at(-1) : undefined;
  const known = stored.length === STEP ? stored.at(-1)!.productId : Number.MAX_SAFE_INTEGER;
  const until = Math.min(known, unfinished ? unfinished.productId - 1 : known);
  const totals = new Map(sums.map((group) => [group.productId, group.sum]));
  if (movement > 0) totals.set(product, (totals.get(product) ?? 0) + sum);
  const availables = new Map(stored.map((row) => [row.productId, row.available]));
  const products = [...new Set([...availables.keys(), ...totals.keys()])].filter(
    (one) => one > 0 && one <= until,
  );
  const items = products
    .map((one) => ({ productId: one, available: availables.get(one) ?? 0, movements: totals.get(one) ?? 0 }))
    .filter(({ available, movements: total }) => available !== total)
    .toSorted((a, b) => a.productId - b.productId);
  const counted = sums.filter(
    (group) => group.productId <= until || (group === unfinished && until === group.productId - 1),
  );
  return {
    items,
    checked: { products: products.length, movements: counted.reduce((all, group) => all + group.count, 0) },
    nextCursor: nextStep(),
  };

  function nextStep(): string | null {
    if (unfinished && until === unfinished.productId - 1) {
      const carried = unfinished.productId === product ? sum : 0;
      return encodeCursor([
        "reconciliation",
        unfinished.productId,
        unfinished.last,
        unfinished.sum + carried,
      ]);
    }
    return stored.length === STEP ? encodeCursor(["reconciliation", until + 1, 0, 0]) : null;
  }
}
