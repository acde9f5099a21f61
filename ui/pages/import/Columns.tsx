import type { ImportPreview } from "../../api-import.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { DownloadLink } from "../../components/DownloadLink.tsx";
import { toCsv } from "../../csv.ts";
import { language } from "../../i18n/language.ts";
import type { ImportColumn, ImportSubject } from "./subject.ts";

/** Each language's spreadsheets write their own separator. */
const SEPARATORS = { "pt-BR": ";", en: "," };

/** What the columns of a file may be called and hold, and a file to begin with. */
export function Columns<Preview extends ImportPreview>({ of }: { of: ImportSubject<Preview> }) {
  const { words } = of;
  const columns: Column<ImportColumn>[] = [
    { key: "column", title: words.column, cell: ({ title }) => <code>{title}</code> },
    { key: "content", title: words.content, cell: ({ help }) => help },
    { key: "also", title: words.alsoCalled, cell: ({ also }) => also.join(", ") },
  ];
  const titles = of.columns.map(({ title }) => title);
  const example = toCsv([titles, ...of.example], SEPARATORS[language.value]);
  return (
    <section class="import-columns">
      <h2>{words.columns}</h2>
      <p>{words.columnsHelp}</p>
      <DataTable
        class="import-table column-table"
        caption={words.columnsCaption}
        columns={columns}
        rows={of.columns}
        rowKey={({ title }) => title}
      />
      <p>
        <DownloadLink name={words.templateName} type="text/csv" text={example}>
          {words.template}
        </DownloadLink>
      </p>
    </section>
  );
}
