import type { LogStats } from "../../api.ts";
import { Tile } from "../../components/Tile.tsx";
import { formatCount, formatMs, formatNumber, formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { errorRate } from "../../models/overview.ts";

/** The period in five figures. */
export function Tiles({ stats: { total, from, to } }: { stats: LogStats }) {
  const words = t.value.overview;
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  return (
    <dl class="tiles" aria-label={words.figures}>
      <Tile
        name={words.requests}
        value={formatNumber(total.count)}
        note={fill(words.perMinute, { n: formatNumber(minutes > 0 ? total.count / minutes : 0) })}
      />
      <Tile
        name={words.errorRate}
        value={formatPercent(errorRate(total))}
        note={formatCount(total.errors, words.errorCount)}
        alarming={total.errors > 0}
      />
      {(["p50", "p95", "p99"] as const).map((name) => (
        <Tile
          key={name}
          name={words[name]}
          value={formatMs(total[name])}
          unit="ms"
          note={words.percentileHelp[name]}
        />
      ))}
    </dl>
  );
}
