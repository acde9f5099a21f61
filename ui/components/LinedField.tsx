import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { excerptOf, placeOf } from "../models/json-error.ts";
import { Labelled } from "./Field.tsx";

/** What is wrong with a text, and where; without a place, with all of it. */
interface LinedError {
  text: string;
  place: { start: number; end: number } | null;
}

/**
 * A text whose lines count, beside their numbers, in a font of even width. What is wrong is shown on its line; `asked` grows
 * each time that the reader is to be brought there.
 */
export function LinedField(props: {
  name: string;
  label: string;
  hint: string;
  value: string;
  rows: number;
  maxLength: number;
  placeholder: string;
  error: LinedError | undefined;
  asked: number;
  onText: (text: string) => void;
  children?: ComponentChildren;
}) {
  const { value, error, label, hint, asked, children } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const place = error?.place ?? null;
  useEffect(() => {
    if (asked > 0 && area.current) goTo(area.current, place?.start ?? 0, place?.end ?? 0);
  }, [asked]);
  const count = value.split("\n").length;
  const wrongLine = place ? placeOf(value, place.start).line : 0;
  return (
    <Labelled
      {...{ label, hint }}
      error={error?.text}
      required
      control={(tied) => (
        <>
          <div class="lined">
            <pre class="lined-numbers" aria-hidden="true" ref={numbers}>
              {toNumbers(1, wrongLine > 0 ? wrongLine - 1 : count)}
              {wrongLine > 0 && <b>{`${wrongLine}\n`}</b>}
              {wrongLine > 0 && toNumbers(wrongLine + 1, count)}
            </pre>
            <textarea
              {...tied}
              name={props.name}
              required
              rows={props.rows}
              maxLength={props.maxLength}
              placeholder={props.placeholder}
              value={value}
              ref={area}
              wrap="off"
              spellcheck={false}
              autocomplete="off"
              autocapitalize="none"
              onInput={(event) => props.onText(event.currentTarget.value)}
              onScroll={(event) => {
                if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
              }}
            />
          </div>
          {place && <Excerpt {...excerptOf(value, place)} />}
        </>
      )}
    >
      {children}
    </Labelled>
  );
}

function toNumbers(from: number, to: number): string {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => `${from + index}\n`).join("");
}

/** The line with what is wrong in it; the sentence beside it says the same. */
function Excerpt({ line, before, wrong, after }: ReturnType<typeof excerptOf>) {
  return (
    <pre class="lined-excerpt" aria-hidden="true">
      <span class="soft">{`${line} | `}</span>
      {before}
      <mark>{wrong}</mark>
      {after}
      {`\n${" ".repeat(`${line} | `.length)}${before.replace(/[^\t]/g, " ")}^`}
    </pre>
  );
}

/** Focuses a text, selects what is wrong and brings its line into sight, which browsers don't do by themselves. */
function goTo(area: HTMLTextAreaElement, start: number, end: number): void {
  area.focus();
  area.setSelectionRange(start, end);
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = (placeOf(area.value, start).line - 3) * lineHeight;
}
