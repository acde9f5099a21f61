import type { ImportPreview } from "../../api-import.ts";
import { Badge, type Tone } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { t } from "../../i18n/language.ts";

const TONES: Record<ImportPreview["action"], Tone> = {
  create: "ok",
  update: "ok",
  skip: "plain",
  fail: "error",
};

/** The first records as they were understood, and what becomes of them. */
export function Preview({ rows }: { rows: ImportPreview[] }) {
  const words = t.value.importClients;
  const { statuses, ...fields } = t.value.clients;
  const columns: Column<ImportPreview>[] = [
    { key: "line", title: words.line, numeric: true, cell: ({ line }) => line },
    { key: "name", title: fields.name, cell: ({ name }) => name ?? <Blank /> },
    { key: "email", title: fields.email, cell: ({ email }) => email ?? <Blank /> },
    { key: "phone", title: fields.phone, cell: ({ phone }) => (phone ? formatPhone(phone) : <Blank />) },
    {
      key: "document",
      title: fields.document,
      cell: ({ document }) => (document ? formatDocument(document) : <Blank />),
    },
    { key: "status", title: fields.status, cell: ({ status }) => (status ? statuses[status] : <Blank />) },
    {
      key: "action",
      title: words.action,
      cell: ({ action }) => <Badge tone={TONES[action]}>{words.actions[action]}</Badge>,
    },
  ];
  return (
    <section class="import-section">
      <h3>{words.preview}</h3>
      <DataTable
        class="import-table preview-table"
        caption={words.preview}
        columns={columns}
        rows={rows}
        rowKey={({ line }) => line}
      />
    </section>
  );
}

function Blank() {
  return (
    <span class="blank soft" aria-hidden="true">
      –
    </span>
  );
}
