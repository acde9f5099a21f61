import type { ComponentChildren } from "preact";
import type { ApiError } from "../http.ts";
import { formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import type { Difference, Side } from "../models/differences.ts";
import { Dialog } from "./Dialog.tsx";
import { FailureNotice } from "./Notice.tsx";

const SIDES: Side[] = ["mine", "theirs"];

/** Two people changed one thing: both versions, field by field, and what to keep. Closing it loses nothing. */
export function VersionsDialog<Field extends string>(props: {
  title: string;
  conflict: {
    current: { version: number; updatedAt: string };
    differences: Difference<Field>[];
    isOvertaken: boolean;
  };
  sending: { saving: { value: boolean }; failure: { value: ApiError | null } };
  nameOf: (field: Field) => string;
  /** A value as it is read; empty where there is none. */
  show: (field: Field, text: string) => string;
  onChoose: (field: Field, side: Side) => void;
  onSave: () => Promise<unknown>;
  /** What the way out is called. */
  back: string;
  onLeave: () => void;
}) {
  const { title, conflict, sending, nameOf, show } = props;
  const words = t.value.conflict;
  function save(event: Event) {
    event.preventDefault();
    void props.onSave();
  }
  return (
    <Dialog
      title={title}
      intro={fill(words.help, { time: formatTime(conflict.current.updatedAt, "dayTime") })}
      onClose={props.onLeave}
    >
      <form class="versions" onSubmit={save}>
        {conflict.isOvertaken && (
          <p key={conflict.current.version} class="versions-again" role="alert">
            {words.again}
          </p>
        )}
        {conflict.differences.map((difference) => (
          <Versions
            key={difference.field}
            difference={difference}
            name={nameOf(difference.field)}
            show={(text) => {
              const shown = show(difference.field, text);
              return shown.trim() === "" ? <i class="soft">{t.value.common.none}</i> : shown;
            }}
            onChoose={(side) => props.onChoose(difference.field, side)}
          />
        ))}
        {sending.failure.value && <FailureNotice failure={sending.failure.value} title={words.failed} />}
        <div class="form-actions">
          <button type="submit" class="button button-primary" aria-disabled={sending.saving.value}>
            {sending.saving.value ? t.value.common.saving : words.save}
          </button>
          <button type="button" class="button" onClick={props.onLeave}>
            {props.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Versions(props: {
  difference: Difference<string>;
  name: string;
  show: (text: string) => ComponentChildren;
  onChoose: (side: Side) => void;
}) {
  const { difference, name, show } = props;
  const { field, before, changedBy, chosen } = difference;
  const words = t.value.conflict;
  const by = { both: words.byBoth, mine: words.byYou, theirs: words.byThem }[changedBy];
  return (
    <fieldset class="version-pair">
      <legend>
        {name} <span class={changedBy === "both" ? "version-both" : "soft"}>{by}</span>
      </legend>
      {SIDES.map((side) => (
        <label key={side}>
          <input
            type="radio"
            name={`version-${field}`}
            value={side}
            checked={chosen === side}
            onChange={() => props.onChoose(side)}
          />
          <span class="version-side">{side === "mine" ? words.yours : words.theirs}</span>
          <span class="version-value">{show(difference[side])}</span>
        </label>
      ))}
      {changedBy === "both" && (
        <p class="field-hint">
          {words.before} {show(before)}
        </p>
      )}
    </fieldset>
  );
}
