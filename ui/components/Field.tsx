import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n/language.ts";

/** A labelled input with its hint and, tied to it, what is wrong with its value. */
export function Field(
  props: {
    label: string;
    hint?: string;
    error?: string | undefined;
    value: string;
    onText: (text: string) => void;
  } & Pick<
    JSX.IntrinsicElements["input"],
    "name" | "autocomplete" | "inputMode" | "maxLength" | "required" | "onBlur" | "spellcheck"
  >,
) {
  const { label, hint, error, onText, ...input } = props;
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!props.required && <span class="field-optional"> ({t.value.common.optional})</span>}
      </label>
      <input
        {...input}
        id={id}
        type="text"
        class="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A small control of a filter bar under its label. */
export function Filter({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="filter">
      <span>{label}</span>
      {children}
    </label>
  );
}
