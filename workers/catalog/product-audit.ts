import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { products } from "../../schema/catalog/tables.ts";
import { AuditEntry } from "../shared/audit-entries.ts";
import { type Actor, auditStatement, type FieldChange } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import type { ProductChanges } from "./product.ts";
import { COMMON, fieldsOf, KINDS } from "./product-fields.ts";

/** What the entries about a product are filed under. */
export const SUBJECT = "product";

const ACTIONS = ["created", "edited", "deleted", "archived", "restored"] as const;

type Field = keyof typeof COMMON | ReturnType<typeof fieldsOf>[number];

const FIELDS = new Set([...Object.keys(COMMON), ...KINDS.flatMap(fieldsOf)]) as Set<Field>;

/** What happened to a product, on the wire. */
export const ProductAuditEntry = AuditEntry.extend({
  action: z.enum(ACTIONS),
  changes: AuditEntry.shape.changes.describe("What changed from what to what; null stands for nothing."),
}).meta({
  id: "ProductAuditEntry",
  examples: [
    {
      id: 12,
      action: "edited",
      by: { kind: "person", id: 1, name: "Dona Ivone Lara" },
      changes: [{ field: "priceCents", from: 18_990, to: 14_990 }],
      createdAt: "2026-11-23T14:05:00.000Z",
    },
  ],
});

/** Tells of what is done to the product that `where` finds. */
export function tellProduct(
  db: Database,
  about: {
    action: (typeof ACTIONS)[number];
    where: SQL | undefined;
    by: Actor;
    changes?: FieldChange[];
  },
) {
  return auditStatement(db, { subject: SUBJECT, table: products, ...about });
}

/** What a new product has, told of a row that is there already. */
export const createdChanges = (): FieldChange[] => [
  ...[...FIELDS].map((field) => ({ field, from: sql`null`, to: told(field, products[field]) })),
  { field: "stock", from: sql`null`, to: products.openingStock },
];

/** What a product had, told of it before it goes. */
export const deletedChanges = (): FieldChange[] =>
  [...FIELDS].map((field) => ({ field, from: told(field, products[field]), to: null }));

/** What an edit changes, told of the row as it is before. */
export function editedChanges(changes: ProductChanges): FieldChange[] {
  return [...FIELDS].flatMap((field) => {
    const to = changes[field];
    return to === undefined
      ? []
      : [{ field, from: told(field, products[field]), to: told(field, sql`${to}`) }];
  });
}

/** A value as the trail has it: SQLite has no booleans, and JSON has. */
export function told(field: Field, value: SQL | (typeof products)[Field]): SQL {
  return field === "active" ? sql`json(iif(${value}, 'true', 'false'))` : sql`${value}`;
}
