import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { BOOK, create, db, OTHER, RECORD } from "./test-catalog.ts";

it.each([
  [RECORD, "kind = 'game'"],
  [RECORD, "artist = null"],
  [RECORD, "author = 'X'"],
  [RECORD, "brand = 'X'"],
  [BOOK, "author = null"],
  [BOOK, "label = 'X'"],
  [BOOK, "kind = 'record', artist = author"],
  [OTHER, "genre = 'X'"],
  [OTHER, "year = 1999, year_key = 1999"],
  [OTHER, "pages = 9"],
  [RECORD, "year = 999, year_key = 999"],
  [RECORD, "year_key = 1999"],
  [RECORD, "price_cents = -1"],
  [RECORD, "price_cents = 100000001"],
  [RECORD, "currency = 'USD'"],
  [RECORD, "archived = 1"],
  [RECORD, "archived = 1, archived_at = 1"],
  [RECORD, "sold_at = 1, archived_at = 1"],
])("the table itself refuses of %j that %s", async (product, change) => {
  const { id } = await create(product);
  const update = db.run(sql`update products set ${sql.raw(change)} where id = ${id}`);
  const message = await update.then(
    () => "done",
    (error: Error) => String(error.cause),
  );
  expect(message).toMatch(/CHECK constraint failed/);
});
