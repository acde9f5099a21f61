import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import type { Client } from "../api.ts";
import { Badge } from "../components/Badge.tsx";
import { useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { createClientDetail } from "../models/clients.ts";

/** One client, to read. */
export default function ClientDetail() {
  const { id = "" } = useRoute().params;
  const detail = useModel(createClientDetail);
  useEffect(() => void detail.load(id), [id]);
  useEffect(() => detail.stop, []);

  const words = t.value.clients;
  const client = detail.data.value;
  const failure = detail.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  return (
    <Page
      title={client?.name ?? fill(words.detail, { id })}
      actions={
        <a class="button" href="/clients">
          {words.back}
        </a>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load(id)} />}
      {!client && !failure && <Skeleton rows={6} />}
      {client && <Facts client={client} />}
    </Page>
  );
}

function Facts({ client }: { client: Client }) {
  const words = t.value.clients;
  const { none } = t.value.common;
  return (
    <dl class="facts">
      <dt>{words.email}</dt>
      <dd>{client.email ? <a href={`mailto:${client.email}`}>{client.email}</a> : none}</dd>
      <dt>{words.phone}</dt>
      <dd>{client.phone ? <a href={`tel:${client.phone}`}>{formatPhone(client.phone)}</a> : none}</dd>
      <dt>{words.document}</dt>
      <dd>{client.document ? formatDocument(client.document) : none}</dd>
      <dt>{words.status}</dt>
      <dd>
        <Badge tone={client.status === "active" ? "ok" : "plain"}>{words.statuses[client.status]}</Badge>
      </dd>
      <dt>{words.createdAt}</dt>
      <dd>{formatTime(client.createdAt, "dateTime")}</dd>
      <dt>{words.updatedAt}</dt>
      <dd>{formatTime(client.updatedAt, "dateTime")}</dd>
      <dt>{words.version}</dt>
      <dd>{client.version}</dd>
    </dl>
  );
}
