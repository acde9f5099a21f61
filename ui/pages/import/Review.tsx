import { useEffect } from "preact/hooks";
import type { ImportReport } from "../../api-import.ts";
import { formatCount } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { clientImport } from "../../models/import-clients.ts";
import { Counts } from "./Counts.tsx";
import { Preview } from "./Preview.tsx";
import { Problems } from "./Problems.tsx";
import { StageHeading } from "./StageHeading.tsx";

/** The second step: what the file would change, to be confirmed. */
export function Review({ name, plan }: { name: string; plan: ImportReport }) {
  const words = t.value.importClients;
  const changes = plan.created + plan.updated;
  const summary = (["created", "updated", "skipped", "failed"] as const)
    .map((outcome) => `${words.counts[outcome]}: ${plan[outcome]}`)
    .join(", ");
  useEffect(() => announce(summary), []);
  return (
    <>
      <StageHeading>{fill(words.review, { file: name })}</StageHeading>
      <p class="soft">
        {formatCount(plan.records, words.records)}
        {plan.ignoredColumns.length > 0 &&
          `. ${fill(words.ignored, { columns: plan.ignoredColumns.join(", ") })}`}
      </p>
      <Counts of={plan} titles={words.counts} />
      {changes === 0 && <p class="summary">{plan.skipped > 0 ? words.nothing : words.nothingValid}</p>}
      <div class="form-actions">
        {changes > 0 && (
          <button type="button" class="button button-primary" onClick={() => void clientImport.start()}>
            {formatCount(changes, words.confirm)}
          </button>
        )}
        <button type="button" class="button" onClick={() => clientImport.reset()}>
          {words.another}
        </button>
      </div>
      <Problems report={plan} name={name} />
      {plan.preview.length > 0 && <Preview rows={plan.preview} />}
    </>
  );
}
