import { useMemo } from "preact/hooks";
import type { Workflow } from "../../api-workflows.ts";
import { workflowCsvUrl } from "../../api-workflows.ts";
import { ApiDownload } from "../../components/ApiDownload.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { t } from "../../i18n/language.ts";

/** What a workflow is about: its data to read, to copy and to save. */
export function Data({ workflow: { uuid, data, version } }: { workflow: Workflow }) {
  const words = t.value.workflow;
  const text = useMemo(() => JSON.stringify(data, null, 2), [version]);
  const fileName = `workflow-${uuid}.csv`;
  return (
    <section class="workflow-data" aria-labelledby="data-title">
      <div class="section-head">
        <h2 id="data-title">{words.data}</h2>
        <div class="workflow-files">
          <CopyButton text={text} label={words.data} />
          <ApiDownload href={workflowCsvUrl(uuid)} download={fileName}>
            {words.csv}
          </ApiDownload>
          <ApiDownload href={workflowCsvUrl(uuid, true)} download={fileName}>
            {words.csvExcel}
          </ApiDownload>
        </div>
      </div>
      <div class="json" tabIndex={0} role="group" aria-labelledby="data-title">
        <pre>{text}</pre>
      </div>
    </section>
  );
}
