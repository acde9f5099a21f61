import type { ImportFailure, ImportPreview, ImportReport } from "../../api-import.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { DownloadLink } from "../../components/DownloadLink.tsx";
import { toCsv } from "../../csv.ts";
import { describeRecordError } from "../../i18n/failures.ts";
import { formatCount } from "../../i18n/format.ts";
import { fill } from "../../i18n/language.ts";
import type { ImportSubject } from "./subject.ts";

const SHOWN = 50;

interface Problem {
  key: string;
  line: number;
  field: string;
  reason: string;
}

/** The records that can't be imported and why, to read and to download for correction. */
export function Problems<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  report: ImportReport;
  name: string;
  isDone?: boolean;
}) {
  const { of, report, name, isDone } = props;
  const { words } = of;
  const { failures } = report;
  if (failures.length === 0) return null;
  const columns: Column<Problem>[] = [
    { key: "line", title: words.line, numeric: true, cell: ({ line }) => line },
    { key: "field", title: words.field, cell: ({ field }) => field },
    { key: "reason", title: words.reason, cell: ({ reason }) => reason },
  ];
  const title = formatCount(failures.length, isDone ? words.problemsDone : words.problemsTitle);
  return (
    <section class="import-section">
      <h3>{title}</h3>
      {!isDone && report.created + report.updated > 0 && <p class="soft">{words.problemsHelp}</p>}
      <DataTable
        class="import-table problem-table"
        caption={title}
        columns={columns}
        rows={failures.slice(0, SHOWN).flatMap((failure) => listProblems(failure, of))}
        rowKey={({ key }) => key}
      />
      {failures.length > SHOWN && <p class="soft">{fill(words.problemsShown, { n: SHOWN })}</p>}
      <p>
        <DownloadLink
          name={fill(words.downloadName, { file: name })}
          type="text/csv"
          text={listFailures(report, of)}
        >
          {words.download}
        </DownloadLink>
      </p>
    </section>
  );
}

function listProblems<Preview extends ImportPreview>(
  { line, errors, duplicateOf }: ImportFailure,
  of: ImportSubject<Preview>,
): Problem[] {
  return errors.map((error, index) => ({
    key: `${line}-${index}`,
    line,
    field: of.nameOfField(error.pointer.slice(1)) ?? of.words.wholeRecord,
    reason: describeRecordError(error, duplicateOf, of),
  }));
}

/** The failed records as they stood in the file, with line and reason: correct it, and it can be imported as it is. */
function listFailures<Preview extends ImportPreview>(
  { columns, failures, separator }: ImportReport,
  of: ImportSubject<Preview>,
): string {
  const { words } = of;
  const rows = failures.map((failure) => {
    const reasons = listProblems(failure, of).map(({ field, reason }) => `${field}: ${reason}`);
    const cells = columns.map((_, index) => failure.values[index] ?? "");
    return [...cells, String(failure.line), reasons.join(" ")];
  });
  return toCsv([[...columns, words.line, words.reason], ...rows], separator);
}
