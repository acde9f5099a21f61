import { useEffect } from "preact/hooks";
import type { ImportProgress } from "../../api-import.ts";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { recordsDone } from "../../models/import-clients.ts";
import { StageHeading } from "./StageHeading.tsx";

/** A file on its way: how far it is where that is known, and a way to stop it. */
export function Running(props: {
  title: string;
  records?: number;
  progress?: ImportProgress | null;
  onStop?: () => void;
}) {
  const { title, records, progress, onStop } = props;
  const words = t.value.importClients;
  const done = progress ? recordsDone(progress) : 0;
  const text =
    records === undefined
      ? ""
      : fill(words.progress, { done: formatNumber(done), records: formatNumber(records) });
  useEffect(() => {
    if (progress) announce(text);
  }, [text]);
  return (
    <div class="import-running">
      <StageHeading>{title}</StageHeading>
      <progress aria-label={title} {...(records !== undefined && { max: records, value: done })} />
      {text && <p>{text}</p>}
      {onStop && (
        <div class="form-actions">
          <button type="button" class="button" onClick={onStop}>
            {words.cancel}
          </button>
        </div>
      )}
    </div>
  );
}
