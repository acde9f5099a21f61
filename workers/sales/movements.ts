import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { movements } from "../../schema/sales/tables.ts";
import { type Database, refusal } from "../shared/database.ts";
import { createOnce, type IdempotencyClaim, replay } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { line } from "../shared/fields.ts";
import type { Act } from "./ledger.ts";
import type { Neighbours } from "./neighbours.ts";
import { requireProduct } from "./stock.ts";

const MOST = 1_000_000;

/** What a caller sends to move stock by hand. */
export const NewMovement = z
  .strictObject({
    delta: z
      .int()
      .min(-MOST)
      .max(MOST)
      .refine((delta) => delta !== 0, {
        message: "This moves nothing.",
        params: { code: "zero" },
      })
      .describe("How many more there are, or, below 0, fewer."),
    reason: z.enum(["received", "lost", "corrected"]),
    note: line(200).nullish().describe("A correction must say why."),
  })
  .refine(({ delta, reason }) => reason !== "received" || delta > 0, {
    path: ["delta"],
    message: "What is received is more than 0.",
    params: { code: "sign" },
  })
  .refine(({ delta, reason }) => reason !== "lost" || delta < 0, {
    path: ["delta"],
    message: "What is lost is less than 0.",
    params: { code: "sign" },
  })
  .refine(({ reason, note }) => reason !== "corrected" || typeof note === "string", {
    path: ["note"],
    message: "Say why it is corrected.",
    params: { code: "required" },
  })
  .meta({ id: "NewMovement", examples: [{ delta: 10, reason: "received", note: "Invoice 1042" }] });

type NewMovement = z.output<typeof NewMovement>;

/** A movement of the ledger, on the wire. */
export const Movement = z
  .object({
    id: z.int(),
    productId: z.int(),
    delta: z.int(),
    reason: z.enum(["opening", "received", "sold", "cancelled", "returned", "lost", "corrected"]),
    note: z.string().nullable(),
    available: z.int().describe("How many there were afterwards."),
    purchaseId: z.int().nullable().describe("The purchase that moved it."),
    by: z.object({ kind: z.enum(["person", "key", "setup"]), id: z.int().nullable(), name: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: "Movement",
    examples: [
      {
        id: 7,
        productId: 42,
        delta: 10,
        reason: "received",
        note: "Invoice 1042",
        available: 13,
        purchaseId: null,
        by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
        createdAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Movement = z.infer<typeof Movement>;

type Row = typeof movements.$inferSelect;

function toMovement({ byKind, byId, byName, createdAt, ...row }: Row): Movement {
  return { ...row, by: { kind: byKind, id: byId, name: byName }, createdAt: createdAt.toISOString() };
}

/**
 * Moves stock by hand, once per idempotency key. Throws `not-found` for an unknown product, and `conflict` if there would be
 * fewer than none.
 */
export async function createMovement(
  db: Database,
  neighbours: Neighbours,
  productId: number,
  { delta, reason, note = null }: NewMovement,
  { by, now, claim }: Act & { claim: IdempotencyClaim | undefined },
): Promise<Movement> {
  // The transaction has the database to itself and ids only grow, so the newest id is this movement's.
  const newRow = sql`${movements.id} = (select max(id) from movements)`;
  const before = sql`coalesce((select available from stock where product_id = ${productId}), 0)`;
  try {
    await requireProduct(neighbours, productId);
    const row = await createOnce(db, claim, {
      table: movements,
      newRow,
      statements: [
        db.insert(movements).select(
          sql`select null, ${productId}, ${delta}, ${reason}, ${note}, ${before} + ${delta}, null,
            ${by.kind}, ${by.id}, ${by.name}, ${now}`,
        ),
      ],
    });
    return toMovement(row);
  } catch (error) {
    // The product may be gone by now, and the answer is the first one.
    const replayed = await replay<Row>(db, claim, getTableColumns(movements));
    if (replayed?.row) return toMovement(replayed.row);
    if (refusal(error) !== "stock_available") throw error;
    const detail = "There are too few: there would be fewer than none.";
    throw new Problem("conflict", detail, { errors: [{ pointer: "/delta", code: "too_few", detail }] });
  }
}

/** One page of what moved a product's stock, newest first. */
export async function listMovements(
  db: Database,
  neighbours: Neighbours,
  productId: number,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Movement>> {
  const [, before] =
    cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("movements"), z.int()]));
  const isBefore = before === undefined ? undefined : lt(movements.id, before);
  const rows = await db
    .select()
    .from(movements)
    .where(and(eq(movements.productId, productId), isBefore))
    .orderBy(desc(movements.id))
    .limit(limit + 1);
  if (rows.length === 0) await requireProduct(neighbours, productId);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toMovement),
    nextCursor: last ? encodeCursor(["movements", last.id]) : null,
  };
}
