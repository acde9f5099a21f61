import type { LogStats } from "../../api.ts";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { deploysIn } from "../../models/deploys.ts";
import type { HeatMap, HeatPlace } from "../../models/heat-map.ts";
import { nameOfBand } from "./bands.ts";
import { describeDeploys } from "./versions.ts";

/** What is at a place of the map, to see beside it and to hear. */
export function HeatTip({ stats, map, place }: { stats: LogStats; map: HeatMap; place: HeatPlace | null }) {
  const { columns, bands, cells } = map;
  const share = place ? (place.column + 0.5) / columns : 0;
  return (
    <div class="heat-tips">
      <div
        class={`chart-tip ${share > 0.5 ? "is-before" : ""}`}
        style={{ left: `${share * 100}%` }}
        role="status"
        hidden={!place}
      >
        {place && (
          <>
            <strong>{formatTime(stats.buckets[place.column]?.start ?? stats.to, "dateTime")}</strong>
            <p>
              {nameOfBand(bands[place.row]!)}:{" "}
              <b>
                {formatCount(
                  cells.find(({ column, row }) => column === place.column && row === place.row)?.count ?? 0,
                  t.value.analysis.requestCount,
                )}
              </b>
            </p>
            {describeDeploys(deploysIn(stats, place.column)).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
