import type { ApiError } from "../../http.ts";
import type { ImportPreview, ImportProgress, ImportReport } from "../../api-import.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill } from "../../i18n/language.ts";
import { recordsDone } from "../../models/import-file.ts";
import { Counts } from "./Counts.tsx";
import { Problems } from "./Problems.tsx";
import { StageHeading } from "./StageHeading.tsx";
import type { ImportSubject } from "./subject.ts";

/** An import that was stopped or broke off: what is known of it, and that it can be repeated. */
export function Stopped<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  name: string;
  failure: ApiError | null;
  progress: ImportProgress | null;
}) {
  const { of, name, failure, progress } = props;
  const { words } = of;
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
        <button type="button" class="button button-primary" onClick={() => void of.model.start()}>
          {words.again}
        </button>
        <button type="button" class="button" onClick={() => of.model.reset()}>
          {words.another}
        </button>
      </div>
    </div>
  );
}

/** The last step: what the import did. */
export function Done<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  name: string;
  report: ImportReport;
}) {
  const { of, name, report } = props;
  const { words } = of;
  const changes = report.created + report.updated;
  return (
    <>
      <StageHeading>{changes > 0 ? fill(words.done, { file: name }) : words.doneNothing}</StageHeading>
      <Counts of={report} titles={words.doneCounts} />
      <div class="form-actions">
        <a class="button button-primary" href={of.list} onClick={() => of.model.reset()}>
          {words.toList}
        </a>
        <button type="button" class="button" onClick={() => of.model.reset()}>
          {words.next}
        </button>
      </div>
      <Problems of={of} report={report} name={name} isDone />
    </>
  );
}
