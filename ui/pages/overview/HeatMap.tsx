import { useMemo, useRef, useState } from "preact/hooks";
import type { LogStats } from "../../api.ts";
import { Marks } from "../../components/chart/Marks.tsx";
import { formatNumber, type Moment } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { toMarks } from "../../models/deploys.ts";
import { type HeatPlace, LEVELS, placeAfter, startOf, toHeatMap } from "../../models/heat-map.ts";
import { HeatPlot, rowAt } from "./HeatPlot.tsx";
import { HeatTable } from "./HeatTable.tsx";
import { HeatTip } from "./HeatTip.tsx";

/** How often which latency was met over time: a map to point at or to walk by keyboard, and its table. */
export function HeatMap(props: {
  stats: LogStats;
  heat: NonNullable<LogStats["heat"]>;
  labels: string[];
  moment: Moment;
}) {
  const { stats, heat, labels, moment } = props;
  const words = t.value.analysis;
  const map = useMemo(() => toHeatMap(heat), [heat]);
  const plot = useRef<SVGSVGElement>(null);
  const [at, setAt] = useState<HeatPlace | null>(null);
  const rows = map.bands.length;
  // The period moves on while somebody looks at it.
  const place = at && { column: Math.min(at.column, map.columns - 1), row: Math.min(at.row, rows - 1) };

  function point({ clientX, clientY }: PointerEvent) {
    const { left, top, width } = plot.current!.getBoundingClientRect();
    const column = Math.floor(((clientX - left) / width) * map.columns);
    const row = rowAt(clientY - top, rows);
    const isInside = column >= 0 && column < map.columns && row >= 0 && row < rows;
    setAt(isInside ? { column, row } : null);
  }
  function walk(event: KeyboardEvent) {
    if (event.key === "Escape") return setAt(null);
    const next = place ? placeAfter(map, place, event.key) : startOf(map);
    if (!next || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    setAt(next);
  }
  return (
    <figure class="chart heat">
      <figcaption>
        <h2>{words.heat}</h2>
        <span class="legend" aria-hidden="true">
          <span>
            {formatNumber(1)}
            <svg class="heat-legend" width={LEVELS * 14} height={12}>
              {Array.from({ length: LEVELS }, (_, index) => (
                <rect key={index} class={`heat-${index + 1}`} x={index * 14} width={14} height={12} />
              ))}
            </svg>
            {formatNumber(map.most)}
          </span>
        </span>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application has keys of its own */}
      <div
        class="heat-host"
        role="application"
        aria-label={words.heatMap}
        tabIndex={0}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setAt(null)}
        onKeyDown={walk}
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && setAt(startOf(map))}
        onBlur={() => setAt(null)}
      >
        <HeatPlot map={map} place={place} labels={labels} plot={plot} />
        <Marks marks={toMarks(stats)} />
        <HeatTip stats={stats} map={map} place={place} />
      </div>
      <HeatTable stats={stats} heat={heat} map={map} moment={moment} />
    </figure>
  );
}
