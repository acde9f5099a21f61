import type { ApiError } from "../../http.ts";
import type { ImportProgress, ImportReport } from "../../api-import.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { clientImport, recordsDone } from "../../models/import-clients.ts";
import { Counts } from "./Counts.tsx";
import { Problems } from "./Problems.tsx";
import { StageHeading } from "./StageHeading.tsx";

/** An import that was stopped or broke off: what is known of it, and that it can be repeated. */
export function Stopped(props: { name: string; failure: ApiError | null; progress: ImportProgress | null }) {
  const { name, failure, progress } = props;
  const words = t.value.importClients;
  return (
    <div class="import-stopped">
      <StageHeading>{failure ? fill(words.brokenTitle, { file: name }) : words.cancelled}</StageHeading>
      {failure && <FailureNotice failure={failure} title={words.broken} />}
      <p>
        {progress
          ? fill(words.soFar, {
              done: formatNumber(recordsDone(progress)),
              created: formatNumber(progress.created),
              updated: formatNumber(progress.updated),
              records: formatNumber(progress.records),
            })
          : words.unknown}
      </p>
      <p>{words.safe}</p>
      <div class="form-actions">
        <button type="button" class="button button-primary" onClick={() => void clientImport.start()}>
          {words.again}
        </button>
        <button type="button" class="button" onClick={() => clientImport.reset()}>
          {words.another}
        </button>
      </div>
    </div>
  );
}

/** The last step: what the import did. */
export function Done({ name, report }: { name: string; report: ImportReport }) {
  const words = t.value.importClients;
  const changes = report.created + report.updated;
  return (
    <>
      <StageHeading>{changes > 0 ? fill(words.done, { file: name }) : words.doneNothing}</StageHeading>
      <Counts of={report} titles={words.doneCounts} />
      <div class="form-actions">
        <a class="button button-primary" href="/clients" onClick={() => clientImport.reset()}>
          {words.toClients}
        </a>
        <button type="button" class="button" onClick={() => clientImport.reset()}>
          {words.next}
        </button>
      </div>
      <Problems report={report} name={name} isDone />
    </>
  );
}
