import { useState } from "preact/hooks";
import type { Sort } from "./DataTable.tsx";

/** Sorts rows that are all here. Missing values stand last, and ties keep the order they came in. */
export function useSorting<Row>(
  rows: Row[],
  values: Record<string, (row: Row) => string | number | null>,
  initial: Sort,
) {
  const [sort, setSort] = useState(initial);
  return { sort, setSort, sorted: sortRows(rows, values, sort) };
}

/** The same where the order is kept elsewhere. */
export function sortRows<Row>(
  rows: Row[],
  values: Record<string, (row: Row) => string | number | null>,
  sort: Sort,
): Row[] {
  const value = values[sort.key];
  return value ? rows.toSorted((a, b) => compare(value(a), value(b), sort.descending)) : rows;
}

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return descending ? -order : order;
}
