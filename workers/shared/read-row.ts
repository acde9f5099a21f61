import { getTableColumns, getTableName, type InferSelectModel, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";

/**
 * Makes what finds the row of a table by a unique column. The statement is written once: to have drizzle build it for
 * each request is a twentieth or more of all its CPU time, gateway and database included.
 */
export function rowReader<T extends SQLiteTable>(table: T, by: SQLiteColumn) {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const statement = sql.raw(`select ${names} from "${getTableName(table)}" where "${by.name}" = `);
  return async (db: Database, value: number | string): Promise<InferSelectModel<T> | undefined> => {
    const [values] = await db.values<unknown[]>(sql`${statement}${value}`);
    if (!values) return undefined;
    const row = columns.map(([name, column], at) => [
      name,
      values[at] === null ? null : column.mapFromDriverValue(values[at]),
    ]);
    return Object.fromEntries(row) as InferSelectModel<T>;
  };
}
