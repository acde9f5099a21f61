import type { Client } from "../../api.ts";
import { Badge } from "../../components/Badge.tsx";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

/** What is stored of a client, to read. */
export function Facts({ client }: { client: Client }) {
  const words = t.value.clients;
  return (
    <dl class="facts">
      {!client.erasedAt && <Contacts client={client} />}
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

function Contacts({ client }: { client: Client }) {
  const words = t.value.clients;
  const { none } = t.value.common;
  return (
    <>
      <dt>{words.email}</dt>
      <dd>{client.email ? <a href={`mailto:${client.email}`}>{client.email}</a> : none}</dd>
      <dt>{words.phone}</dt>
      <dd>{client.phone ? <a href={`tel:${client.phone}`}>{formatPhone(client.phone)}</a> : none}</dd>
      <dt>{words.document}</dt>
      <dd>{client.document ? formatDocument(client.document) : none}</dd>
    </>
  );
}
