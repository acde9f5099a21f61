import { Choice } from "../components/Choice.tsx";
import { useAddress } from "../components/hooks.ts";
import { Page } from "../components/Page.tsx";
import { t } from "../i18n/language.ts";
import { SALES_PERIODS } from "../models/sales-overview.ts";
import { may } from "../models/session.ts";
import { ApiFigures } from "./overview/ApiFigures.tsx";
import { OpenAlerts } from "./overview/OpenAlerts.tsx";
import { Feed } from "./overview/Feed.tsx";
import { Sales } from "./overview/Sales.tsx";

/** How the shop is doing, and below it the API: to each what they may see. */
export default function Overview() {
  const { query, setQuery } = useAddress();
  const days = SALES_PERIODS.find((known) => known === query.days) ?? "30";
  const words = t.value.salesOverview;
  const choice = (
    <Choice
      legend={words.period}
      name="days"
      options={SALES_PERIODS.map((value) => ({ value, label: words.periods[value] }))}
      value={days}
      onChoose={(chosen) => setQuery({ days: chosen }, { replace: false })}
    />
  );
  return (
    <Page title={t.value.overview.title} actions={may("sales:read") && choice}>
      {may("log:read") && <OpenAlerts />}
      <div class="overview-parts">
        {may("sales:read") && <Sales days={days} />}
        <Feed />
        {may("log:read") && <ApiFigures />}
      </div>
    </Page>
  );
}
