import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** What an `insert` of many rows stores, in one parameter: each column of the table under its name in a row, `r`. */
export function selectRows(table: SQLiteTable, rows: object[]): SQL {
  const columns = Object.keys(getTableColumns(table)).map((name) => sql.raw(`r.value ->> '${name}'`));
  return sql`select ${sql.join(columns, sql`, `)} from json_each(${JSON.stringify(rows)}) r`;
}
