import { useEffect } from "preact/hooks";
import type { GroupBy } from "../../api.ts";
import { useModel } from "../../components/hooks.ts";
import { EmptyNotice } from "../../components/Notice.tsx";
import { t } from "../../i18n/language.ts";
import { createCallerNames } from "../../models/callers.ts";
import type { Narrowing } from "../../models/narrowing.ts";
import type { Overview } from "../../models/overview.ts";
import type { Period } from "../../models/periods.ts";
import { Deploys } from "./Deploys.tsx";
import { Filters } from "./Filters.tsx";
import { Groups } from "./Groups.tsx";
import { OverTime } from "./OverTime.tsx";
import { Tiles } from "./Tiles.tsx";
import { UpdatedAt } from "./UpdatedAt.tsx";

/** The figures of a period beside those of the one before: in total, over time, and by group. */
export function Analysis(props: {
  overview: Overview;
  period: Period;
  groupBy: GroupBy;
  narrowing: Narrowing;
}) {
  const { overview, period, groupBy, narrowing } = props;
  const callers = useModel(createCallerNames);
  useEffect(() => callers.follow(), []);
  const stats = overview.data.value;
  const isNarrowed = Object.keys(narrowing).length > 0;
  const { analysis: words } = t.value;
  return (
    <>
      <Filters narrowing={narrowing} period={period} callers={callers} />
      {stats && (
        <div class={`overview ${overview.isStale.value ? "is-busy" : ""}`}>
          <Tiles stats={stats} period={stats.query.period} />
          {stats.total.count === 0 ? (
            <EmptyNotice
              title={isNarrowed ? words.noMatch : words.empty}
              help={isNarrowed ? words.noMatchHelp : words.emptyHelp}
            />
          ) : (
            <>
              <OverTime stats={stats} />
              <Deploys stats={stats} />
              <Groups figures={stats} groupBy={groupBy} narrowing={narrowing} callers={callers} />
            </>
          )}
          <UpdatedAt readAt={overview.readAt.value} failed={overview.failure.value !== null} />
        </div>
      )}
    </>
  );
}
