import { useEffect } from "preact/hooks";
import type { ServiceState } from "../api.ts";
import { Badge } from "../components/Badge.tsx";
import { type Column, DataTable } from "../components/DataTable.tsx";
import { useModel } from "../components/hooks.ts";
import { FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount, formatDuration, formatTime, joinFacts } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { createServiceStates } from "../models/services.ts";

/** Every service as it is right now: what it depends on, what failed and why. */
export default function Services() {
  const states = useModel(createServiceStates);
  useEffect(states.follow, []);
  useEffect(() => states.stop, []);

  const words = t.value.services;
  const items = states.data.value;
  const failure = states.failure.value;
  const failing = items?.filter((service) => !service.ok).length ?? 0;
  return (
    <Page
      title={words.title}
      actions={
        <>
          <button
            type="button"
            class="button"
            aria-disabled={states.busy.value}
            onClick={() => void states.load()}
          >
            {t.value.common.refresh}
          </button>
          <a class="button" href="/api/docs">
            {words.docs}
          </a>
        </>
      }
    >
      {failure && <FailureNotice failure={failure} retry={() => void states.load()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items && (
        <>
          <p class="summary" role="status">
            <Badge tone={failing ? "error" : "ok"}>
              {failing ? formatCount(failing, words.someFailing) : words.allOk}
            </Badge>
          </p>
          <ServiceTable items={items} />
          <p class="soft updated">
            {fill(words.checked, { time: formatTime(states.readAt.value ?? new Date(), "timeSeconds") })}
          </p>
        </>
      )}
    </Page>
  );
}

function ServiceTable({ items }: { items: ServiceState[] }) {
  const words = t.value.services;
  const columns: Column<ServiceState>[] = [
    { key: "service", title: words.service, cell: ({ name }) => <b>{name}</b> },
    {
      key: "state",
      title: words.state,
      cell: ({ ok }) => <Badge tone={ok ? "ok" : "error"}>{ok ? words.ok : words.failing}</Badge>,
    },
    { key: "checks", title: words.checks, cell: (service) => <Checks service={service} /> },
    { key: "took", title: words.took, numeric: true, cell: ({ durationMs }) => formatDuration(durationMs) },
    { key: "version", title: words.version, numeric: true, cell: ({ version }) => version ?? "–" },
  ];
  return (
    <DataTable
      class="service-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={(service) => service.name}
      rowClass={(service) => (service.ok ? undefined : "is-failing")}
    />
  );
}

function Checks({ service }: { service: ServiceState }) {
  const words = t.value.services;
  if (service.error) return <p class="alarming">{fill(words.unreachable, { reason: service.error })}</p>;
  if (service.checks.length === 0) return <span class="soft">{words.noChecks}</span>;
  return (
    <ul role="list" class="checks">
      {service.checks.map((check) => (
        <li key={check.name} class={check.ok ? "" : "alarming"}>
          <code>{check.name}</code>{" "}
          {joinFacts(check.ok ? words.ok : words.failing, formatDuration(check.durationMs), check.error)}
        </li>
      ))}
    </ul>
  );
}
