import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../../http.ts";
import { Icon } from "../../components/Icon.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { describeRefusedFile } from "../../i18n/failures.ts";
import type { ImportPreview } from "../../api-import.ts";
import { Columns } from "./Columns.tsx";
import type { ImportSubject } from "./subject.ts";

/** The first step: a file, and what should stand in it. */
export function ChooseFile<Preview extends ImportPreview>(props: {
  of: ImportSubject<Preview>;
  again: boolean;
  failure: ApiError | null;
}) {
  const { of, again, failure } = props;
  const { words } = of;
  const reason = failure && describeRefusedFile(failure, of);
  return (
    <div class="import-choose">
      {failure && <FailureNotice failure={failure} title={words.refused} {...(reason && { reason })} />}
      <FileDrop of={of} again={again} />
      <Columns of={of} />
    </div>
  );
}

/** A native file input as large as the place to drop a file on: browsers put what is dropped there into it. */
function FileDrop<Preview extends ImportPreview>({
  of,
  again,
}: {
  of: ImportSubject<Preview>;
  again: boolean;
}) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { words } = of;
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
          if (file) void of.model.check(file);
        }}
      />
    </label>
  );
}
