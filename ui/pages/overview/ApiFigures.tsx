import { useEffect } from "preact/hooks";
import { Choice } from "../../components/Choice.tsx";
import { useAddress, useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { t } from "../../i18n/language.ts";
import { createCallerNames } from "../../models/callers.ts";
import { createOverview, GROUPINGS } from "../../models/overview.ts";
import { isPeriod, PERIODS } from "../../models/periods.ts";
import { Groups } from "./Groups.tsx";
import { OverTime } from "./OverTime.tsx";
import { Tiles } from "./Tiles.tsx";
import { UpdatedAt } from "./UpdatedAt.tsx";

/** How the API is doing: volume, errors and latency of a period, over time and by route. */
export function ApiFigures() {
  const { query, setQuery } = useAddress();
  const period = isPeriod(query.period) ? query.period : "1h";
  const groupBy = GROUPINGS.find((known) => known === query.by) ?? "route";
  const overview = useModel(createOverview);
  useEffect(() => overview.follow({ period, groupBy }), [period, groupBy]);
  useEffect(() => overview.stop, []);
  const callers = useModel(createCallerNames);
  useEffect(() => callers.follow(), []);

  const stats = overview.data.value;
  const failure = overview.failure.value;
  const words = t.value.overview;
  return (
    <section class="overview-part" aria-labelledby="api-title">
      <div class="section-head">
        <h2 id="api-title">{words.api}</h2>
        <Choice
          legend={words.period}
          name="period"
          options={PERIODS.map((value) => ({ value, label: words.periods[value] }))}
          value={period}
          onChoose={(chosen) => setQuery({ period: chosen }, { replace: false })}
        />
      </div>
      {failure && <FailureNotice failure={failure} retry={() => void overview.retry()} />}
      {!stats && !failure && <Skeleton rows={14} />}
      {stats && (
        <div class={`overview ${overview.isStale.value ? "is-busy" : ""}`}>
          <Tiles stats={stats} />
          {stats.total.count === 0 ? (
            <EmptyNotice title={words.empty} help={words.emptyHelp} />
          ) : (
            <>
              <OverTime stats={stats} />
              <Groups
                stats={stats}
                groupBy={groupBy}
                callers={callers}
                onGroupBy={(by) => setQuery({ by }, { replace: false })}
              />
            </>
          )}
          <UpdatedAt readAt={overview.readAt.value} failed={failure !== null} />
        </div>
      )}
    </section>
  );
}
