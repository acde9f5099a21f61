import { type SQL, sql } from "drizzle-orm";
import { products, productWords } from "../../schema/catalog/tables.ts";
import { type Actor, insertEntries, selectEntries } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { selectRows } from "../shared/rows.ts";
import type { CreateStep, UpdateStep, WriteStep } from "./import-plan.ts";
import { codeOf } from "./import-records.ts";
import { rowOf, wordsOfStep } from "./import-rows.ts";
import { createdChanges, SUBJECT, told } from "./product-audit.ts";

const FIELDS = [
  "title",
  "ean",
  "priceCents",
  "active",
  "artist",
  "author",
  "genre",
  "year",
  "label",
  "format",
  "isbn",
  "publisher",
  "pages",
  "brand",
  "description",
] as const;

const KEYS = ["titleKey", "artistKey", "authorKey", "genreKey", "yearKey"] as const;

/**
 * Does some steps of a plan in one transaction of five statements, each with its rows as one parameter. Answers the ids
 * of the products that were created and updated. The other steps took no effect, because somebody else came first: made
 * such a product, or changed the one to be updated.
 */
export async function applySteps(
  db: Database,
  steps: WriteStep[],
  by: Actor,
): Promise<Map<WriteStep, number>> {
  const creates = steps.filter((step) => step.action === "create");
  const updates = steps.filter((step) => step.action === "update");
  const edit = editOf(updates);
  const [created, , , , updated] = await db.batch([
    insertProducts(db, creates),
    tell(db, by, edit),
    insertWords(db, creates, updates, edit.isCurrent),
    removeWords(db, updates, edit.isCurrent),
    updateProducts(db, edit),
  ]);
  const createdIds = new Map(created.map((product) => [codeOf(product), product.id]));
  const updatedIds = new Set(updated.map(({ id }) => id));
  const done = new Map<WriteStep, number>();
  for (const step of creates) {
    const id = createdIds.get(codeOf(step.product));
    if (id !== undefined) done.set(step, id);
  }
  for (const step of updates) if (updatedIds.has(step.stored.id)) done.set(step, step.stored.id);
  return done;
}

function insertProducts(db: Database, creates: CreateStep[]) {
  const now = Date.now();
  const stamps = { currency: "BRL", archived: 0, version: 1, createdAt: now, updatedAt: now };
  const rows = selectRows(products, creates.map(rowOf), stamps);
  const same = (
    field: string,
  ) => sql`exists (select 1 from product_words w join products p on p.id = w.product_id
    where w.word = r.value ->> ${sql.raw(`'${field}'`)} and w.field = ${sql.raw(`'${field}'`)} and p.archived = 0)`;
  const isNew = sql`not case when r.value ->> 'sku' is not null
    then exists (select 1 from products p where p.sku = r.value ->> 'sku')
    when r.value ->> 'isbn' is not null then ${same("isbn")} else ${same("ean")} end`;
  const { id, sku, isbn, ean } = products;
  return db
    .insert(products)
    .select(sql`${rows} where ${isNew} order by r.key`)
    .returning({ id, sku, isbn, ean });
}

/** What updates do to which products: a field that isn't given stays as it is. */
function editOf(updates: UpdateStep[]) {
  const given = (field: string) => sql`r.value ->> ${sql.raw(`'${field}'`)}`;
  return {
    from: sql`json_each(${JSON.stringify(updates.map(rowOf))}) r`,
    isCurrent: sql`${products.id} = ${given("id")} and ${products.version} = ${given("version")}
      and not ${products.archived}`, // as a bare column, so that the rows lead to the products and not the other way round
    valueOf: (field: (typeof FIELDS | typeof KEYS)[number]) =>
      sql`coalesce(${given(field)}, ${products[field]})`,
  };
}

type Edit = ReturnType<typeof editOf>;

/** Tells of the products that the insert right before stored: their ids follow one another; and of those to be edited. */
function tell(db: Database, by: Actor, { from, isCurrent, valueOf }: Edit) {
  const about = { subject: SUBJECT, table: products, by };
  const created = selectEntries({
    ...about,
    action: "created",
    from: sql`stored cross join ${products}`,
    where: sql`${products.id} > stored.last - stored.count and ${products.id} <= stored.last`,
    changes: createdChanges(),
  });
  const edited = selectEntries({
    ...about,
    action: "edited",
    from: sql`${from} cross join ${products}`,
    where: isCurrent,
    changes: FIELDS.map((field) => ({
      field,
      from: told(field, products[field]),
      to: told(field, valueOf(field)),
    })),
  });
  return insertEntries(db, sql`${justStored("stored")} ${created} union all ${edited}`);
}

/**
 * Gives the products that were told of right before their words. The new ones are found among what was told, and are
 * told apart by their codes: no two new products of one import have the same.
 */
function insertWords(db: Database, creates: CreateStep[], updates: UpdateStep[], isCurrent: SQL) {
  const split = sql`json_each(r.value -> 'words') f
    cross join json_each('["' || replace(f.value, ' ', '","') || '"]') word where word.value <> ''`;
  const added = JSON.stringify(creates.map(wordsOfStep));
  return db
    .insert(productWords)
    .select(
      sql`${justStored("told")}, given as materialized (select value ->> 'code' as code, value from json_each(${added})),
        added as materialized (select p.id, coalesce('sku ' || p.sku, 'isbn ' || p.isbn, 'ean ' || p.ean) as code
          from told join audit a on a.id > told.last - told.count and a.id <= told.last
          join products p on p.id = a.subject_id where a.action = 'created')
        select word.value, added.id, f.key from added join given r on r.code = added.code cross join ${split}
        union select word.value, ${products.id}, f.key from ${wordRows(updates)}
          cross join ${products} on ${isCurrent} cross join ${split}`,
    )
    .onConflictDoNothing();
}

/** Takes the words away that edited fields don't have any more. */
function removeWords(db: Database, updates: UpdateStep[], isCurrent: SQL) {
  const { word, productId, field } = productWords;
  const stale = sql`select w.word, w.product_id, w.field from ${wordRows(updates)}
    cross join ${products} on ${isCurrent}
    cross join product_words w on w.product_id = ${products.id}
    where instr(' ' || (r.value -> 'words' ->> w.field) || ' ', ' ' || w.word || ' ') = 0`;
  return db.delete(productWords).where(sql`(${word}, ${productId}, ${field}) in (${stale})`);
}

function wordRows(updates: UpdateStep[]): SQL {
  return sql`json_each(${JSON.stringify(updates.map(wordsOfStep))}) r`;
}

function updateProducts(db: Database, { from, isCurrent, valueOf }: Edit) {
  const values = Object.fromEntries([...FIELDS, ...KEYS].map((field) => [field, valueOf(field)]));
  return db
    .update(products)
    .set({ ...values, version: sql`${products.version} + 1`, updatedAt: new Date() })
    .from(from)
    .where(isCurrent)
    .returning({ id: products.id });
}

/** The range of ids of what the statement before stored; materialized, so that it stands still while more is stored. */
function justStored(name: string): SQL {
  return sql`with ${sql.raw(name)} as materialized (select last_insert_rowid() as last, changes() as count)`;
}
