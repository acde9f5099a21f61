import { useEffect } from "preact/hooks";
import { Choice } from "../../components/Choice.tsx";
import { useAddress, useLater, useModel } from "../../components/hooks.ts";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { t } from "../../i18n/language.ts";
import { toView } from "../../models/narrowing.ts";
import { createOverview } from "../../models/overview.ts";
import { isPeriod, PERIODS } from "../../models/periods.ts";

/** How the API is doing: volume, errors and latency of a period. What shows it comes while the figures are read. */
export function ApiFigures() {
  const { query, setQuery } = useAddress();
  const period = isPeriod(query.period) ? query.period : "1h";
  const { groupBy, narrowing } = toView(query);
  const overview = useModel(createOverview);
  useEffect(
    () => overview.follow({ period, groupBy, narrowing }),
    [period, groupBy, JSON.stringify(narrowing)],
  );
  useEffect(() => overview.stop, []);
  const later = useLater(() => import("./Analysis.tsx"), "analysis");

  const failure = overview.failure.value;
  const isEmpty = !overview.data.value && !failure;
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
      {(isEmpty || !later) && <Skeleton rows={14} />}
      {later && (
        <later.Analysis overview={overview} period={period} groupBy={groupBy} narrowing={narrowing} />
      )}
    </section>
  );
}
