import type { Client } from "../../api.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { Difference, EditedField, Side } from "../../models/conflict.ts";
import type { ClientEdit } from "../../models/edit-client.ts";

const SIDES: Side[] = ["mine", "theirs"];

/** Two people changed one client: both versions, field by field, and what to keep. Closing it loses nothing. */
export function ConflictDialog({ edit, onSaved }: { edit: ClientEdit; onSaved: (client: Client) => void }) {
  const conflict = edit.conflict.value;
  if (!conflict) return null;
  const words = t.value.conflict;
  const failure = edit.direct.failure.value;
  async function save(event: Event) {
    event.preventDefault();
    const client = await edit.saveChosen();
    if (client) onSaved(client);
  }
  return (
    <Dialog
      title={words.title}
      intro={fill(words.help, { time: formatTime(conflict.current.updatedAt, "dayTime") })}
      onClose={edit.leaveConflict}
    >
      <form class="versions" onSubmit={(event) => void save(event)}>
        {conflict.isOvertaken && (
          <p key={conflict.current.version} class="versions-again" role="alert">
            {words.again}
          </p>
        )}
        {conflict.differences.map((difference) => (
          <Versions
            key={difference.field}
            difference={difference}
            onChoose={(side) => edit.choose(difference.field, side)}
          />
        ))}
        {failure && <FailureNotice failure={failure} title={words.failed} />}
        <div class="form-actions">
          <button type="submit" class="button button-primary" aria-disabled={edit.direct.saving.value}>
            {edit.direct.saving.value ? t.value.common.saving : words.save}
          </button>
          <button type="button" class="button" onClick={edit.leaveConflict}>
            {edit.read.value ? words.back : t.value.common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Versions(props: { difference: Difference; onChoose: (side: Side) => void }) {
  const { field, before, changedBy, chosen, ...values } = props.difference;
  const words = t.value.conflict;
  const by = { both: words.byBoth, mine: words.byYou, theirs: words.byThem }[changedBy];
  return (
    <fieldset class="version-pair">
      <legend>
        {t.value.clients[field]} <span class={changedBy === "both" ? "version-both" : "soft"}>{by}</span>
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
          <span class="version-value">
            <Value field={field} text={values[side]} />
          </span>
        </label>
      ))}
      {changedBy === "both" && (
        <p class="field-hint">
          {words.before} <Value field={field} text={before} />
        </p>
      )}
    </fieldset>
  );
}

function Value({ field, text }: { field: EditedField; text: string }) {
  const { statuses } = t.value.clients;
  if (text.trim() === "") return <i class="soft">{t.value.common.none}</i>;
  if (field === "status") return <>{text === "active" ? statuses.active : statuses.inactive}</>;
  if (field === "phone") return <>{formatPhone(text)}</>;
  return <>{field === "document" ? formatDocument(text) : text}</>;
}
