import type { LogStats } from "../../api.ts";
import { Tile } from "../../components/Tile.tsx";
import { formatCount, formatMs, formatNumber, formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { differenceOf, MEASURES, type Measure } from "../../models/figures.ts";
import { errorRate } from "../../models/overview.ts";
import type { Period } from "../../models/periods.ts";
import { Change } from "./Change.tsx";

/** The period in five figures, each beside what it was before. */
export function Tiles({ stats, period }: { stats: LogStats; period: Period }) {
  const { total, from, to } = stats;
  const words = t.value.analysis;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const before = (measure: Measure, format: (value: number) => string) => (
    <Before stats={stats} period={period} measure={measure} format={format} />
  );
  return (
    <dl class="tiles" aria-label={words.figures}>
      <Tile
        name={words.requests}
        value={formatNumber(total.count)}
        note={
          <>
            {fill(words.perMinute, { n: formatNumber(minutes > 0 ? total.count / minutes : 0) })}
            {before("count", formatNumber)}
          </>
        }
      />
      <Tile
        name={words.errorRate}
        value={formatPercent(errorRate(total))}
        note={
          <>
            {formatCount(total.errors, words.errorCount)}
            {before("errorRate", formatPercent)}
          </>
        }
        alarming={total.errors > 0}
      />
      {(["p50", "p95", "p99"] as const).map((name) => (
        <Tile
          key={name}
          name={words[name]}
          value={formatMs(total[name])}
          unit="ms"
          note={
            <>
              {words.percentileHelp[name]}
              {before(name, formatMs)}
            </>
          }
        />
      ))}
    </dl>
  );
}

function Before(props: {
  stats: LogStats;
  period: Period;
  measure: Measure;
  format: (value: number) => string;
}) {
  const { stats, period, measure, format } = props;
  const before = stats.previous?.total ?? null;
  const value = before && MEASURES[measure](before);
  const difference = differenceOf(measure, stats.total, before);
  return (
    <span class="tile-before">
      {difference && (
        <>
          <Change measure={measure} difference={difference} period={period} />
          <span class="visually-hidden">,</span>{" "}
        </>
      )}
      <span class="nowrap">
        {fill(t.value.analysis.before, { value: value === null ? "–" : format(value) })}
      </span>
    </span>
  );
}
