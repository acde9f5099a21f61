import type { ComponentChildren } from "preact";
import { formatDuration, formatNumber } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { Part } from "../../models/trace-parts.ts";
import { Bar, Scale } from "./Bar.tsx";
import { PartName } from "./PartName.tsx";

/** The parts of a request, each with its bar on one time axis; on phones the bar stands below. */
export function Waterfall({ parts, lengthMs }: { parts: Part[]; lengthMs: number }) {
  const words = t.value.trace;
  return (
    <>
      <div class="trace-phone-scale">
        <Scale lengthMs={lengthMs} />
      </div>
      <table role="table" class="table trace-table">
        <caption class="visually-hidden">{words.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <Head name="part">{words.part}</Head>
            <Head name="bar">
              <span class="visually-hidden">{words.bar}</span>
              <Scale lengthMs={lengthMs} />
            </Head>
            <Head name="start">{words.start}</Head>
            <Head name="duration">{words.duration}</Head>
            <Head name="own">
              <abbr title={words.ownHint}>{words.own}</abbr>
            </Head>
            <Head name="read">{words.rowsRead}</Head>
            <Head name="written">{words.rowsWritten}</Head>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {parts.map((part) => (
            <PartRow key={part.span.spanId} part={part} lengthMs={lengthMs} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Head({ name, children }: { name: string; children: ComponentChildren }) {
  const numeric = name === "part" || name === "bar" ? "" : "numeric";
  return (
    <th role="columnheader" scope="col" class={`cell-${name} ${numeric}`}>
      {children}
    </th>
  );
}

function PartRow({ part, lengthMs }: { part: Part; lengthMs: number }) {
  const words = t.value.trace;
  const { span, ownMs } = part;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="cell-part">
        <PartName part={part} />
      </th>
      <td role="cell" class="cell-bar">
        <Bar span={span} lengthMs={lengthMs} />
      </td>
      <Figure name="start" label={words.start} value={formatDuration(span.startMs)} />
      <Figure name="duration" label={words.duration} value={formatDuration(span.durationMs)} />
      <Figure name="own" label={words.own} value={formatDuration(ownMs)} />
      <Figure name="read" label={words.rowsRead} value={rows(span.rowsRead)} />
      <Figure name="written" label={words.rowsWritten} value={rows(span.rowsWritten)} />
    </tr>
  );
}

/** Null is no figure: nothing on phones, a dash in the table. */
function Figure({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <td role="cell" class={`cell-${name} numeric ${value === null ? "is-none" : ""}`} data-label={label}>
      {value ?? "–"}
    </td>
  );
}

function rows(count: number | null): string | null {
  return count === null ? null : formatNumber(count);
}
