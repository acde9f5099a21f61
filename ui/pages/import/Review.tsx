import { useEffect } from "preact/hooks";
import type { ImportPreview, ImportReport } from "../../api-import.ts";
import { formatCount } from "../../i18n/format.ts";
import { fill } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { Counts } from "./Counts.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { Problems } from "./Problems.tsx";
import { StageHeading } from "./StageHeading.tsx";
import type { ImportSubject } from "./subject.ts";

/** The second step: what the file would change, to be confirmed. */
export function Review<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  name: string;
  plan: ImportReport<Preview>;
}) {
  const { of, name, plan } = props;
  const { words } = of;
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
          <button type="button" class="button button-primary" onClick={() => void of.model.start()}>
            {formatCount(changes, words.confirm)}
          </button>
        )}
        <button type="button" class="button" onClick={() => of.model.reset()}>
          {words.another}
        </button>
      </div>
      <Problems of={of} report={plan} name={name} />
      {plan.preview.length > 0 && <PreviewTable of={of} rows={plan.preview} />}
    </>
  );
}
