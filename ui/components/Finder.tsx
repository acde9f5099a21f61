import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useEffect, useId } from "preact/hooks";
import { describeFailure } from "../i18n/failures.ts";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import type { Finder as Model } from "../models/finder.ts";
import { Icon } from "./Icon.tsx";

/** A field to find one thing by typing: the arrow keys and Enter choose, or a click (a combobox of WAI-ARIA's). */
export function Finder<T extends { id: number }>(props: {
  finder: Model<T>;
  name: string;
  label: string;
  hint?: string;
  /** What is wrong: stands at the field, and is told with it. */
  error?: string | undefined;
  none: string;
  option: (item: T) => ComponentChildren;
  onChoose: (item: T) => void;
  /** Enter while none is chosen; without it, that is the first one found. */
  onEnter?: (text: string) => void;
  /** A key that is no letter to this field; whether it was meant. */
  onKey?: (key: string) => boolean;
  readOnly?: boolean;
}) {
  const { finder, onChoose } = props;
  const id = useId();
  const words = t.value.finder;
  const found = finder.found.value;
  const active = finder.active.value;
  const failure = finder.failure.value;
  const error = props.error ?? (failure ? describeFailure(failure) : undefined);
  useEffect(() => {
    if (found) announce(found.length > 0 ? formatCount(found.length, words.found) : props.none);
  }, [found]);
  useEffect(() => () => finder.close(), []);

  function choose(item: T) {
    finder.reset();
    onChoose(item);
  }
  function enter() {
    const chosen = found?.[active] ?? (props.onEnter ? undefined : found?.[0]);
    if (chosen) return choose(chosen);
    const text = finder.text.value.trim();
    if (text) props.onEnter?.(text);
  }
  function press(event: TargetedKeyboardEvent<HTMLInputElement>) {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "ArrowDown" || key === "ArrowUp") finder.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter") enter();
    else if (key === "Escape" && found) finder.close();
    else if (!props.onKey?.(key)) return;
    event.preventDefault();
  }
  return (
    <div class="finder field">
      <label for={id}>{props.label}</label>
      <div class="finder-box">
        <Icon name="search" />
        <input
          id={id}
          type="text"
          role="combobox"
          class="control"
          name={props.name}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={100}
          readOnly={props.readOnly}
          aria-expanded={found !== null && found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found?.[active] ? `${id}-${active}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${error ? `${id}-error ` : ""}${id}-hint`}
          value={finder.text.value}
          onInput={(event) => finder.type(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={finder.close}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={props.label}
          class="finder-list"
          hidden={!found?.length}
        >
          {found?.map((item, index) => (
            // The input has the keys: `aria-activedescendant` says where they are.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={item.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              ref={(row) => void (row && index === active && row.scrollIntoView?.({ block: "nearest" }))}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(item)}
            >
              {props.option(item)}
            </div>
          ))}
        </div>
      </div>
      {found?.length === 0 && <p class="finder-none">{props.none}</p>}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <p class="field-hint" id={`${id}-hint`}>
        {props.hint}
      </p>
    </div>
  );
}
