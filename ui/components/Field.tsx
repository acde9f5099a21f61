import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { Icon } from "./Icon.tsx";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  value: string;
  onText: (text: string) => void;
  /** What else is to be said of the value. */
  children?: ComponentChildren;
}

/** A password, which its reader may show. */
export function PasswordField(
  props: FieldProps & {
    name: string;
    autocomplete: "current-password" | "new-password";
    initiallyShown?: boolean;
  },
) {
  const { label, hint, error, children, onText, initiallyShown = false, ...input } = props;
  const [shown, setShown] = useState(initiallyShown);
  return (
    <Labelled
      {...{ label, hint, error, children }}
      required
      control={(tied) => (
        <div class="password">
          <input
            {...input}
            {...tied}
            required
            type={(shown ? "text" : "password") as "password"}
            class="control"
            maxLength={200}
            spellcheck={false}
            autocapitalize="none"
            onInput={(event) => onText(event.currentTarget.value)}
          />
          <button
            type="button"
            class="button button-icon"
            aria-pressed={shown}
            aria-label={`${t.value.session.showPassword} (${label})`}
            aria-controls={tied.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? "eyeClosed" : "eye"} />
          </button>
        </div>
      )}
    />
  );
}

/** A labelled input with its hint and, tied to it, what is wrong with its value. */
export function Field(
  props: FieldProps &
    Pick<
      JSX.IntrinsicElements["input"],
      | "name"
      | "autocapitalize"
      | "autocomplete"
      | "inputMode"
      | "maxLength"
      | "onBlur"
      | "onFocus"
      | "readOnly"
      | "spellcheck"
    > & {
      /** What may be meant. */
      suggestions?: readonly string[];
    },
) {
  const { label, hint, error, children, onText, suggestions, ...input } = props;
  return (
    <Labelled
      {...{ label, hint, error, children }}
      required={input.required}
      control={(tied) => (
        <>
          <input
            {...input}
            {...tied}
            {...(suggestions && { list: `${tied.id}-list` })}
            type="text"
            class="control"
            onInput={(event) => onText(event.currentTarget.value)}
          />
          {suggestions && (
            <datalist id={`${tied.id}-list`}>
              {suggestions.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </datalist>
          )}
        </>
      )}
    />
  );
}

/** The same for one of many. `options` maps the values to their names. */
export function SelectField(
  props: FieldProps & { name: string; options: Record<string, string>; placeholder: string },
) {
  const { name, value, onText, options, placeholder, ...around } = props;
  return (
    <Labelled
      {...around}
      control={(tied) => (
        <select
          {...tied}
          name={name}
          required={around.required}
          class="control"
          value={value}
          onChange={(event) => onText(event.currentTarget.value)}
        >
          <option value="">{placeholder}</option>
          {Object.entries(options).map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** The same for a text of several lines. */
export function TextField(
  props: FieldProps &
    Pick<JSX.IntrinsicElements["textarea"], "name" | "maxLength" | "onBlur" | "readOnly" | "rows">,
) {
  const { label, hint, error, children, onText, ...input } = props;
  return (
    <Labelled
      {...{ label, hint, error, children }}
      required={input.required}
      control={(tied) => (
        <textarea
          {...input}
          {...tied}
          class="control"
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    />
  );
}

type Tied = Pick<JSX.IntrinsicElements["input"], "aria-invalid" | "aria-describedby">;

/** What stands around a control, `tied` to it for those who don't see it. */
export function Labelled(
  props: Omit<FieldProps, "value" | "onText"> & {
    control: (tied: { id: string } & Tied) => ComponentChildren;
  },
) {
  const { label, hint, error, control } = props;
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!props.required && <span class="field-optional"> ({t.value.common.optional})</span>}
      </label>
      {control({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
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
      {props.children}
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
