import { getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * What an `insert` of many rows stores, in one parameter: each column of the table under its name in a row, `r`, or in
 * what all rows have.
 */
export function selectRows(
  table: SQLiteTable,
  rows: object[],
  all: Record<string, string | number> = {},
): SQL {
  const columns = Object.keys(getTableColumns(table)).map((name) =>
    name in all ? sql`${all[name]}` : sql.raw(`r.value ->> '${name}'`),
  );
  return sql`select ${sql.join(columns, sql`, `)} from json_each(${JSON.stringify(rows)}) r`;
}

/** Whether a column has one of some values, which are one parameter, however many. */
export function isAmong(column: SQLiteColumn, values: (string | number)[]): SQL {
  return inArray(column, sql`(select value from json_each(${JSON.stringify(values)}))`);
}
