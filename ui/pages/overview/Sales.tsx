import { useEffect } from "preact/hooks";
import { useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { t } from "../../i18n/language.ts";
import { createSalesOverview, isEmpty, type SalesPeriod } from "../../models/sales-overview.ts";
import { may } from "../../models/session.ts";
import { BestSellers } from "./BestSellers.tsx";
import { SalesByKind } from "./SalesByKind.tsx";
import { SalesOverTime } from "./SalesOverTime.tsx";
import { SalesTiles } from "./SalesTiles.tsx";
import { UpdatedAt } from "./UpdatedAt.tsx";

/** What was sold in a period: in figures, by day and by kind, and what sold best. */
export function Sales({ days }: { days: SalesPeriod }) {
  const sales = useModel(createSalesOverview);
  useEffect(() => sales.follow(days), [days]);
  useEffect(() => sales.stop, []);

  const summary = sales.data.value;
  const failure = sales.failure.value;
  const words = t.value.salesOverview;
  return (
    <section class="overview-part" aria-label={words.title}>
      {failure && <FailureNotice failure={failure} retry={() => void sales.retry()} />}
      {!summary && !failure && <Skeleton rows={14} />}
      {summary && (
        <div class={`overview ${sales.isStale.value ? "is-busy" : ""}`}>
          <SalesTiles summary={summary} />
          {isEmpty(summary.total) ? (
            <EmptyNotice title={words.empty} help={words.emptyHelp}>
              {may("sales:write") && (
                <a class="button" href="/till">
                  {t.value.nav.till}
                </a>
              )}
            </EmptyNotice>
          ) : (
            <>
              <SalesOverTime summary={summary} />
              <div class="sales-tables">
                <BestSellers summary={summary} />
                <SalesByKind summary={summary} />
              </div>
            </>
          )}
          <UpdatedAt readAt={sales.readAt.value} failed={failure !== null} />
        </div>
      )}
    </section>
  );
}
