import type { ImportPreview } from "../../api-import.ts";
import { Badge, type Tone } from "../../components/Badge.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import type { ImportSubject } from "./subject.ts";

const TONES: Record<ImportPreview["action"], Tone> = {
  create: "ok",
  update: "ok",
  skip: "plain",
  fail: "error",
};

/** The first records as they were understood, and what becomes of them. */
export function PreviewTable<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  rows: Preview[];
}) {
  const { of, rows } = props;
  const { words } = of;
  const columns: Column<Preview>[] = [
    { key: "line", title: words.line, numeric: true, cell: ({ line }) => line },
    ...of.preview.map((column) => ({ ...column, cell: (row: Preview) => column.cell(row) ?? <Blank /> })),
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
