import { useEffect, useRef } from "preact/hooks";
import { STATES } from "../../i18n/brazil.ts";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { type AddressField, isSame } from "../../models/address-texts.ts";
import type { AddressBook } from "../../models/addresses.ts";

/** What somebody else did to the address in the form, and what saving does now. It takes the focus. */
export function AddressConflictNotice({ book }: { book: AddressBook }) {
  const notice = useRef<HTMLDivElement>(null);
  const conflict = book.conflict.value;
  useEffect(() => notice.current?.focus(), [conflict]);
  if (!conflict) return null;
  const words = t.value.addresses;
  const isChanged = conflict.kind === "changed";
  return (
    <div class="address-conflict" role="alert" tabIndex={-1} ref={notice}>
      <h4>{isChanged ? words.changedTitle : words.deletedTitle}</h4>
      <p>
        {isChanged
          ? fill(words.changedHelp, { time: formatTime(conflict.current.updatedAt, "dayTime") })
          : words.deletedHelp}
      </p>
    </div>
  );
}

/** The version of a field that isn't in it, and the way to have it there; the one that was goes nowhere. */
export function OtherVersion({ book, field }: { book: AddressBook; field: AddressField }) {
  const conflict = book.conflict.value;
  if (conflict?.kind !== "changed") return null;
  const [mine, theirs] = [conflict.mine[field], conflict.theirs[field]];
  if (isSame(field, mine, theirs)) return null;
  const words = t.value.addresses;
  const isTheirs = isSame(field, book.form.draft.value[field], theirs);
  const other = isTheirs ? mine : theirs;
  const label = words.fields[field];
  const shown = describe(field, other);
  function use() {
    book.form.type(field, other);
    announce(`${label}: ${shown}`);
  }
  return (
    <p class="address-other">
      <span>
        {isTheirs ? words.inMine : words.inTheirs} <b>{shown}</b>
      </span>
      <button type="button" class="button button-small" onClick={use}>
        {words.use}
        <span class="visually-hidden"> ({label})</span>
      </button>
    </p>
  );
}

function describe(field: AddressField, text: string): string {
  if (text.trim() === "") return t.value.common.none;
  const names: Record<string, string> = field === "state" ? STATES : {};
  return names[text] ?? text;
}
