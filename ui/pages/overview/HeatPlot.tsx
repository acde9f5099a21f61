import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { HeatMap, HeatPlace } from "../../models/heat-map.ts";
import { nameOfMs } from "./bands.ts";

const ROW = 17;
const AXIS = 24;
/** More columns than this leave no room for lines between them. */
const ROOMY = 90;
/** What the charts reckon a letter is wide, in pixels. */
const LETTER = 7;

/** Which row is so many pixels from the top; the lowest is the quickest. */
export function rowAt(y: number, rows: number): number {
  return rows - 1 - Math.floor(y / ROW);
}

/** The cells and both axes. Columns are shares of the width, so that they stand below the charts' at any width. */
export function HeatPlot(props: {
  map: HeatMap;
  place: HeatPlace | null;
  labels: string[];
  plot: RefObject<SVGSVGElement | null>;
}) {
  const { map, place, labels, plot } = props;
  const { columns, bands, cells } = map;
  const width = useWidth(plot);
  const rows = bands.length;
  const height = rows * ROW;
  const share = (column: number) => `${(column / columns) * 100}%`;
  const top = (row: number) => (rows - 1 - row) * ROW;
  return (
    <svg
      ref={plot}
      class={`heat-plot ${columns > ROOMY ? "" : "is-roomy"}`}
      height={height + AXIS}
      aria-hidden="true"
    >
      <rect class="heat-ground" width="100%" height={height} />
      {cells.map(({ column, row, level }) => (
        <rect
          key={`${column} ${row}`}
          class={`heat-cell heat-${level}`}
          x={share(column)}
          y={top(row)}
          width={share(1)}
          height={ROW}
        />
      ))}
      {place && (
        <rect class="heat-cursor" x={share(place.column)} y={top(place.row)} width={share(1)} height={ROW} />
      )}
      {[bands[0]!.fromMs, ...bands.map(({ toMs }) => toMs)].map(
        (ms, line) =>
          ms !== null && (
            <text key={ms} x={-6} y={height - line * ROW + 4} text-anchor="end">
              {nameOfMs(ms)}
            </text>
          ),
      )}
      {ticksOf(labels, width).map((column) => (
        <text key={column} x={share(column + 0.5)} y={height + 17} text-anchor="middle">
          {labels[column]}
        </text>
      ))}
    </svg>
  );
}

/** The same labels as the charts above have at this width; theirs have two blanks at both ends. */
function ticksOf(labels: string[], width: number): number[] {
  const letters = Math.max(...labels.map(({ length }) => length)) + 4;
  const step = Math.ceil((letters * LETTER * labels.length) / width);
  return width === 0 ? [] : [...labels.keys()].filter((column) => column % step === 0);
}

function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return width;
}
