import { type Alert, type AlertRule, alertsCsvUrl } from "../../api-alerts.ts";
import { ApiDownload } from "../../components/ApiDownload.tsx";
import { Badge } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatSpan } from "../../i18n/ages.ts";
import { describeCondition, formatFigure } from "../../i18n/alert-words.ts";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { type AlertHistory, requestsOf } from "../../models/alerts.ts";
import type { CallerNames } from "../../models/callers.ts";

/** What fired, newest first, and the way to its requests and to those of the `rules` that there are; of one, with `ruleId`. */
export function Fired(props: {
  list: AlertHistory;
  callers: CallerNames;
  rules?: AlertRule[] | null;
  ruleId?: string;
}) {
  const { list, callers, rules, ruleId } = props;
  const words = t.value.alerts;
  const items = list.items.value;
  const failure = list.failure.value;
  return (
    <section class="alert-part" aria-labelledby="fired-title">
      <div class="section-head">
        <h2 id="fired-title">{words.fired}</h2>
        {items && items.length > 0 && (
          <ApiDownload href={alertsCsvUrl(ruleId)} download="alerts.csv">
            {words.exportCsv}
          </ApiDownload>
        )}
      </div>
      {failure && <FailureNotice failure={failure} retry={() => void list.reread()} />}
      {!items && !failure && <Skeleton rows={3} />}
      {items?.length === 0 && <p class="soft">{words.nothingFired}</p>}
      {items && items.length > 0 && (
        <>
          <AlertTable items={items} callers={callers} rules={rules ?? []} busy={list.busy.value !== null} />
          <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
        </>
      )}
    </section>
  );
}

function AlertTable(props: { items: Alert[]; callers: CallerNames; rules: AlertRule[]; busy: boolean }) {
  const { items, callers, rules, busy } = props;
  const words = t.value.alerts;
  const columns: Column<Alert>[] = [
    {
      key: "alert",
      title: words.alert,
      cell: (alert) => (
        <>
          {rules.some(({ id }) => id === alert.ruleId) ? (
            <a href={`/alerts/rules/${alert.ruleId}`}>{alert.name}</a>
          ) : (
            <b>{alert.name}</b>
          )}
          <p class="soft">{describeCondition(alert, callers.nameOf)}</p>
        </>
      ),
    },
    {
      key: "fired",
      title: words.firedAt,
      cell: ({ firedAt }) => <time dateTime={firedAt}>{formatTime(firedAt, "dateTime")}</time>,
    },
    { key: "lasted", title: words.lasted, cell: (alert) => <Lasted alert={alert} /> },
    {
      key: "worst",
      title: words.worst,
      cell: ({ kind, worst, threshold }) => (
        <>
          {formatFigure(kind, worst)}
          {threshold !== null && (
            <p class="soft">{fill(words.limit, { limit: formatFigure(kind, threshold) })}</p>
          )}
        </>
      ),
    },
    {
      key: "look",
      title: t.value.nav.requests,
      cell: (alert) => {
        const told = { name: alert.name, time: formatTime(alert.firedAt, "dayTime") };
        return (
          <a href={requestsOf(alert)} aria-label={fill(words.lookOf, told)}>
            {words.look}
          </a>
        );
      },
    },
  ];
  return (
    <DataTable
      class="alert-table"
      caption={words.firedCaption}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      busy={busy}
    />
  );
}

/** How long it went on, until when, and why it was over, where that isn't that it was good again. */
function Lasted({ alert: { firedAt, resolvedAt, resolution } }: { alert: Alert }) {
  const words = t.value.alerts;
  if (!resolvedAt) return <Badge tone="error">{words.goesOn}</Badge>;
  return (
    <>
      {formatSpan(Date.parse(resolvedAt) - Date.parse(firedAt))}
      <p class="soft">{fill(words.until, { time: formatTime(resolvedAt, "dayTime") })}</p>
      {resolution && resolution !== "recovered" && <p class="soft">{words.resolutions[resolution]}</p>}
    </>
  );
}
