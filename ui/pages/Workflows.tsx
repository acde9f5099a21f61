import { useEffect } from "preact/hooks";
import { workflowsCsvUrl } from "../api-workflows.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { Choice } from "../components/Choice.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LiveSwitch } from "../components/LiveSwitch.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { may } from "../models/session.ts";
import { createQueueFigures, createWorkflowList, HOURS, PLACES } from "../models/workflows.ts";
import { ConsumeNext } from "./workflows/ConsumeNext.tsx";
import { Figures } from "./workflows/Figures.tsx";
import { QueueTiles } from "./workflows/QueueTiles.tsx";
import { WorkflowTable } from "./workflows/WorkflowTable.tsx";

/** Work to be done, live: how much of it there is, how far each is, and what failed. */
export default function Workflows() {
  const { query, setQuery } = useAddress();
  const place = PLACES.find((known) => known === query.place) ?? null;
  const hours = HOURS.find((known) => known === query.hours) ?? "24";
  const list = useModel(createWorkflowList);
  const figures = useModel(createQueueFigures);
  useEffect(() => list.follow(place), [place]);
  useEffect(() => figures.follow(hours), [hours]);
  useEffect(() => figures.stop, []);

  const words = t.value.workflows;
  const stats = figures.data.value;
  const items = list.items.value;
  const failure = list.failure.value ?? figures.failure.value;
  const show = (chosen: string) =>
    setQuery({ place: chosen === "all" ? undefined : chosen }, { replace: false });
  function reread() {
    void list.reread();
    void figures.retry();
  }
  return (
    <Page
      title={words.title}
      actions={
        <>
          {may("workflows:write") && (
            <a class="button button-primary" href="/workflows/new">
              <Icon name="plus" />
              {words.add}
            </a>
          )}
          <ApiDownload href={workflowsCsvUrl(place ? { place } : {})} download="workflows.csv">
            {words.exportCsv}
          </ApiDownload>
        </>
      }
    >
      {failure && <FailureNotice failure={failure} retry={reread} />}
      {stats ? <QueueTiles stats={stats} /> : !failure && <Skeleton rows={2} />}
      {stats && stats.dead > 0 && place !== "dead" && (
        <p class="refusal dead-notice">
          {formatCount(stats.dead, words.deadNotice)} <a href="/workflows?place=dead">{words.deadLink}</a>
        </p>
      )}
      {may("workflows:write") && <ConsumeNext onDone={reread} />}
      <Figures
        figures={figures}
        hours={hours}
        onHours={(chosen) => setQuery({ hours: chosen }, { replace: false })}
      />
      <div class="workflow-toolbar">
        <Choice
          legend={words.filter}
          name="place"
          options={(["all", ...PLACES] as const).map((value) => ({ value, label: words.filters[value] }))}
          value={place ?? "all"}
          onChoose={show}
        />
        <div class="workflow-live">
          <LiveSwitch live={list} />
        </div>
      </div>
      {!items && !failure && <Skeleton rows={8} />}
      {items && items.length > 0 && (
        <div class={list.busy.value === "first" ? "is-busy" : ""}>
          <WorkflowTable items={items} busy={list.busy.value !== null} />
          <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
        </div>
      )}
      {items?.length === 0 && (
        <EmptyNotice title={place ? words.noMatch[place] : words.empty} help={place ? "" : words.emptyHelp}>
          {place && (
            <button type="button" class="button" onClick={() => show("all")}>
              {words.showAll}
            </button>
          )}
        </EmptyNotice>
      )}
    </Page>
  );
}
