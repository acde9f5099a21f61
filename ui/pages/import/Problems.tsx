import type { ImportFailure, ImportReport } from "../../api-import.ts";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { DownloadLink } from "../../components/DownloadLink.tsx";
import { toCsv } from "../../csv.ts";
import { describeRecordError, nameOfField } from "../../i18n/failures.ts";
import { formatCount } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

const SHOWN = 50;

interface Problem {
  key: string;
  line: number;
  field: string;
  reason: string;
}

/** The records that can't be imported and why, to read and to download for correction. */
export function Problems(props: { report: ImportReport; name: string; isDone?: boolean }) {
  const { report, name, isDone } = props;
  const words = t.value.importClients;
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
        rows={failures.slice(0, SHOWN).flatMap(listProblems)}
        rowKey={({ key }) => key}
      />
      {failures.length > SHOWN && <p class="soft">{fill(words.problemsShown, { n: SHOWN })}</p>}
      <p>
        <DownloadLink
          name={fill(words.downloadName, { file: name })}
          type="text/csv"
          text={listFailures(report)}
        >
          {words.download}
        </DownloadLink>
      </p>
    </section>
  );
}

function listProblems({ line, errors, duplicateOf }: ImportFailure): Problem[] {
  return errors.map((error, index) => ({
    key: `${line}-${index}`,
    line,
    field: nameOfField(error.pointer) ?? t.value.importClients.wholeRecord,
    reason: describeRecordError(error, duplicateOf),
  }));
}

/** The failed records as they stood in the file, with line and reason: correct it, and it can be imported as it is. */
function listFailures({ columns, failures, separator }: ImportReport): string {
  const words = t.value.importClients;
  const rows = failures.map((failure) => {
    const reasons = listProblems(failure).map(({ field, reason }) => `${field}: ${reason}`);
    const cells = columns.map((_, index) => failure.values[index] ?? "");
    return [...cells, String(failure.line), reasons.join(" ")];
  });
  return toCsv([[...columns, words.line, words.reason], ...rows], separator);
}
