import type { LogStats } from "../api.ts";

/** So many shades, besides that of nothing. */
export const LEVELS = 6;

/** A range of latencies in milliseconds; the last one has no end. */
export interface Band {
  fromMs: number;
  toMs: number | null;
}

/** A bucket and a band, the quickest first. */
export interface HeatPlace {
  column: number;
  row: number;
}

interface HeatCell extends HeatPlace {
  count: number;
  /** From 1 to `LEVELS`. */
  level: number;
}

export interface HeatMap {
  columns: number;
  bands: Band[];
  /** How many bands were left out before the first. */
  first: number;
  /** Where there were any, in the order of the buckets. */
  cells: HeatCell[];
  /** How many were in the fullest cell. */
  most: number;
}

/** The map of a period, without the bands at both ends in which nothing was. */
export function toHeatMap({ bandsMs, counts }: NonNullable<LogStats["heat"]>): HeatMap {
  const used = [...bandsMs, null].map((_, band) => counts.some((column) => column[band]));
  const [first, last] = [Math.max(0, used.indexOf(true)), used.lastIndexOf(true)];
  const bands = used
    .map((_, band): Band => ({ fromMs: bandsMs[band - 1] ?? 0, toMs: bandsMs[band] ?? null }))
    .slice(first, last + 1);
  const most = Math.max(1, ...counts.flat());
  const cells = counts.flatMap((column, index) =>
    bands.flatMap((_, row) => {
      const count = column[first + row] ?? 0;
      return count > 0 ? [{ column: index, row, count, level: levelOf(count, most) }] : [];
    }),
  );
  return { columns: counts.length, bands, first, cells, most };
}

const STEPS: Record<string, [right: number, up: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where an arrow key leads. */
export function placeAfter({ columns, bands }: HeatMap, { column, row }: HeatPlace, key: string): HeatPlace {
  const [right, up] = STEPS[key] ?? [0, 0];
  return { column: within(column + right, columns), row: within(row + up, bands.length) };
}

/** Where walking begins: at the fullest of the newest bucket. */
export function startOf({ columns, cells }: HeatMap): HeatPlace {
  const last = cells.at(-1)?.column ?? columns - 1;
  const newest = cells.filter(({ column }) => column === last).toSorted((a, b) => b.count - a.count);
  return { column: last, row: newest[0]?.row ?? 0 };
}

function within(index: number, length: number): number {
  return Math.min(length - 1, Math.max(0, index));
}

/** By the square root, from one to the most: so few are told from none while many are told from more. */
function levelOf(count: number, most: number): number {
  if (most === 1) return LEVELS;
  return 1 + Math.round(((LEVELS - 1) * (Math.sqrt(count) - 1)) / (Math.sqrt(most) - 1));
}
