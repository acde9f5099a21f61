import type { TraceSpan } from "../../api-traces.ts";
import { formatNumber } from "../../i18n/format.ts";
import { ticksOf } from "../../models/trace-parts.ts";

/** What is thinner can't be seen: in percent of the axis. */
const THINNEST = 0.7;

/** A label this far to the right would stand out of the picture. */
const NEAR_THE_END = 90;

const percent = (share: number) => `${share}%`;

/** Where a part stands on the time axis. It says nothing that the row doesn't. */
export function Bar({ span, lengthMs }: { span: TraceSpan; lengthMs: number }) {
  const share = (ms: number) => (lengthMs > 0 ? (ms / lengthMs) * 100 : 0);
  const start = Math.max(0, Math.min(share(span.startMs), 100 - THINNEST));
  const width = Math.max(THINNEST, Math.min(share(span.durationMs), 100 - start));
  return (
    <svg class="trace-bar" aria-hidden="true">
      {ticksOf(lengthMs).map((ms) => (
        <line key={ms} x1={percent(share(ms))} x2={percent(share(ms))} y1="0" y2="100%" />
      ))}
      <rect
        class={`kind-${span.kind}`}
        x={percent(start)}
        y="25%"
        width={percent(width)}
        height="50%"
        rx="2"
      />
    </svg>
  );
}

/** The axis of all bars. */
export function Scale({ lengthMs }: { lengthMs: number }) {
  return (
    <svg class="trace-scale" aria-hidden="true">
      {ticksOf(lengthMs).map((ms) => {
        const at = lengthMs > 0 ? (ms / lengthMs) * 100 : 0;
        const anchor = ms === 0 ? "start" : at > NEAR_THE_END ? "end" : "middle";
        return (
          <text key={ms} x={percent(at)} y="75%" text-anchor={anchor}>
            {formatNumber(ms)} ms
          </text>
        );
      })}
    </svg>
  );
}
