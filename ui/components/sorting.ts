import { useState } from "preact/hooks";
import type { Sort } from "./DataTable.tsx";

/** Sorts rows that are all here. Missing values stand last, and ties keep the order they came in. */
export function useSorting<Row>(
  rows: Row[],
  values: Record<string, (row: Row) => string | number | null>,
  initial: Sort,
) {
  const [sort, setSort] = useState(initial);
  const value = values[sort.key];
  const sorted = value ? rows.toSorted((a, b) => compare(value(a), value(b), sort.descending)) : rows;
  return { sort, setSort, sorted };
}

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return descending ? -order : order;
}
