import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../../http.ts";
import { Icon } from "../../components/Icon.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { describeRefusedFile } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import { clientImport } from "../../models/import-clients.ts";
import { Columns } from "./Columns.tsx";

/** The first step: a file, and what should stand in it. */
export function ChooseFile({ again, failure }: { again: boolean; failure: ApiError | null }) {
  const words = t.value.importClients;
  const reason = failure && describeRefusedFile(failure);
  return (
    <div class="import-choose">
      {failure && <FailureNotice failure={failure} title={words.refused} {...(reason && { reason })} />}
      <FileDrop again={again} />
      <Columns />
    </div>
  );
}

/** A native file input as large as the place to drop a file on: browsers put what is dropped there into it. */
function FileDrop({ again }: { again: boolean }) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const words = t.value.importClients;
  useEffect(() => {
    // What was focused went with the step before; after a navigation the page's heading has the focus.
    if (again && document.activeElement === document.body) input.current?.focus();
  }, []);
  return (
    <label class={isOver ? "file-drop is-over" : "file-drop"}>
      <Icon name="upload" />
      <span class="file-drop-title">
        <b>{words.choose}</b> {isOver ? words.dropNow : words.drop}
      </span>
      <span class="soft">{words.chooseHelp}</span>
      <span class="soft">{words.chooseLimits}</span>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={words.choose}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ currentTarget: { files } }) => {
          const file = files?.[0];
          if (file) void clientImport.check(file);
        }}
      />
    </label>
  );
}
