import { and, eq, gt } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { holdings } from "../../schema/sales/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";

/** How many of a product a client holds, on the wire. */
export const Holding = z
  .object({
    clientId: z.int(),
    productId: z.int(),
    title: z.string().describe("As the product was called when it was last bought."),
    quantity: z.int().min(1).describe("Bought, less what was cancelled or came back."),
  })
  .meta({ id: "Holding", examples: [{ clientId: 7, productId: 42, title: "Sorriso Negro", quantity: 1 }] });

export type Holding = z.infer<typeof Holding>;

interface ListInput {
  limit: number;
  cursor?: string | undefined;
  clientId?: number | undefined;
  productId?: number | undefined;
}

/** One page of who holds what, by client and product. */
export async function listHoldings(db: Database, input: ListInput): Promise<Page<Holding>> {
  const { limit, cursor, clientId, productId } = input;
  const [, client, product] =
    cursor === undefined
      ? (["", 0, 0] as const)
      : decodeCursor(cursor, z.tuple([z.literal("inventory"), z.int(), z.int()]));
  const isAsked = and(
    clientId === undefined ? undefined : eq(holdings.clientId, clientId),
    productId === undefined ? undefined : eq(holdings.productId, productId),
  );
  // Two ranges merged: SQLite doesn't seek by both parts of a key at once.
  const rows = await unionAll(
    db
      .select()
      .from(holdings)
      .where(and(isAsked, eq(holdings.clientId, client), gt(holdings.productId, product))),
    db
      .select()
      .from(holdings)
      .where(and(isAsked, gt(holdings.clientId, client))),
  )
    .orderBy(holdings.clientId, holdings.productId)
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit),
    nextCursor: last ? encodeCursor(["inventory", last.clientId, last.productId]) : null,
  };
}
