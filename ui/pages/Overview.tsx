import { useEffect } from "preact/hooks";
import { Choice } from "../components/Choice.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { createCallerNames } from "../models/callers.ts";
import { createOverview, GROUPINGS } from "../models/overview.ts";
import { isPeriod, PERIODS } from "../models/periods.ts";
import { Groups } from "./overview/Groups.tsx";
import { OverTime } from "./overview/OverTime.tsx";
import { Tiles } from "./overview/Tiles.tsx";

/** How the API is doing: volume, errors and latency of a period, over time and by route. */
export default function Overview() {
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
    <Page
      title={words.title}
      actions={
        <Choice
          legend={words.period}
          name="period"
          options={PERIODS.map((value) => ({ value, label: words.periods[value] }))}
          value={period}
          onChoose={(chosen) => setQuery({ period: chosen }, { replace: false })}
        />
      }
    >
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
          <p class="soft updated">
            {fill(failure ? t.value.common.stale : t.value.common.updatedAt, {
              time: formatTime(overview.readAt.value ?? new Date(), "timeSeconds"),
            })}
          </p>
        </div>
      )}
    </Page>
  );
}
