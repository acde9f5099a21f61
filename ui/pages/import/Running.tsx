import { useEffect } from "preact/hooks";
import type { ImportPreview, ImportProgress } from "../../api-import.ts";
import { formatNumber } from "../../i18n/format.ts";
import { fill } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { recordsDone } from "../../models/import-file.ts";
import { StageHeading } from "./StageHeading.tsx";
import type { ImportSubject } from "./subject.ts";

/** A file on its way: how far it is where that is known, and a way to stop it. */
export function Running<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  title: string;
  records?: number;
  progress?: ImportProgress | null;
  onStop?: () => void;
}) {
  const { of, title, records, progress, onStop } = props;
  const { words } = of;
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
