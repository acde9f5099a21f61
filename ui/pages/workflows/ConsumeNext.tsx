import { useState } from "preact/hooks";
import { Badge } from "../../components/Badge.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { saveFile } from "../../components/save-file.ts";
import { describeFailure } from "../../i18n/failures.ts";
import { fill, t } from "../../i18n/language.ts";
import { shortName } from "../../i18n/workflow-words.ts";
import { announce } from "../../models/announcer.ts";
import { consuming } from "../../models/consuming.ts";

/** Takes the oldest that waits, and saves its CSV. */
export function ConsumeNext({ onDone }: { onDone: () => void }) {
  const [bom, setBom] = useState(false);
  const words = t.value.workflows.consume;
  const { saving, failure, outcome } = consuming;
  const tell = (taken: { uuid: string; fileName: string }) =>
    fill(words.taken, { id: shortName(taken.uuid), file: taken.fileName });
  async function take() {
    const taken = await consuming.take({ bom });
    if (taken) saveFile(taken.csv, taken.fileName);
    if (consuming.failure.value) return;
    announce(taken ? tell(taken) : words.nobody);
    onDone();
  }
  const done = outcome.value;
  return (
    <section class="consume" aria-label={words.title}>
      <div class="consume-actions">
        <button
          type="button"
          class="button"
          aria-describedby="consume-help"
          aria-disabled={saving.value}
          onClick={() => void take()}
        >
          {words.button}
        </button>
        <label>
          <input
            type="checkbox"
            name="excel"
            checked={bom}
            onChange={(event) => setBom(event.currentTarget.checked)}
          />
          {words.excel}
        </label>
      </div>
      <p class="field-hint" id="consume-help">
        {words.help}
      </p>
      {done === "nobody" && <p class="consume-outcome">{words.nobody}</p>}
      {done && done !== "nobody" && (
        <p class="consume-outcome">
          <Badge tone="ok">{tell(done)}</Badge> <a href={`/workflows/${done.uuid}`}>{words.look}</a>
        </p>
      )}
      {failure.value && (
        <FailureNotice
          failure={failure.value}
          title={words.failed}
          reason={`${describeFailure(failure.value)} ${words.again}`}
        />
      )}
    </section>
  );
}
