import { useEffect, useState } from "preact/hooks";
import { fill } from "../i18n/language.ts";
import { Icon } from "./Icon.tsx";

/** How many of something: typed, or one more or fewer by button and arrow key. */
export function Quantity(props: {
  value: number;
  min: number;
  max: number;
  name: string;
  /** What is counted, `{title}` in the words. */
  title: string;
  words: { quantityOf: string; more: string; fewer: string };
  disabled?: boolean;
  onChange: (value: number) => void;
  onEnter?: () => void;
}) {
  const { value, min, max, title, words, disabled, onChange } = props;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const step = (by: number) => {
    const next = Math.min(Math.max(value + by, min), max);
    if (!disabled && next !== value) onChange(next);
  };
  function type(typed: string) {
    const digits = typed.replace(/\D/g, "").slice(0, 6);
    setText(digits);
    const number = Number(digits);
    if (digits && number >= min && number <= max) onChange(number);
  }
  return (
    <span class="quantity">
      <button
        type="button"
        class="button button-icon"
        tabIndex={-1}
        aria-label={fill(words.fewer, { title })}
        aria-disabled={disabled || value <= min}
        onClick={() => step(-1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <input
        class="control"
        name={props.name}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        aria-label={fill(words.quantityOf, { title })}
        readOnly={disabled}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={() => setText(String(value))}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp" || event.key === "+") step(1);
          else if (event.key === "ArrowDown" || event.key === "-") step(-1);
          else if (event.key !== "Enter") return;
          else props.onEnter?.();
          if (event.key !== "Enter" || props.onEnter) event.preventDefault();
        }}
      />
      <button
        type="button"
        class="button button-icon"
        tabIndex={-1}
        aria-label={fill(words.more, { title })}
        aria-disabled={disabled || value >= max}
        onClick={() => step(1)}
      >
        <Icon name="plus" />
      </button>
    </span>
  );
}
