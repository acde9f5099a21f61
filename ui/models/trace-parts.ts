import type { Trace, TraceSpan } from "../api-traces.ts";

/** A span where it stands in the tree. */
export interface Part {
  span: TraceSpan;
  /** 0 for the first ones. */
  level: number;
  parent: TraceSpan | null;
  /** Its time without that of the parts in it. */
  ownMs: number;
  /** A call of a service that told nothing of itself. */
  isSilent: boolean;
}

/** Whether more is known than the log's entries themselves. */
export function hasParts({ spans, entries }: Trace): boolean {
  return spans.length > entries.length;
}

/** The spans as a tree read from above, each with what is in it below, in order of time. */
export function toParts(spans: readonly TraceSpan[]): Part[] {
  const known = new Map(spans.map((span) => [span.spanId, span]));
  const above = ({ parentSpanId }: TraceSpan) => known.get(parentSpanId ?? "");
  // A message waits before it is worked on: beside that, not in it.
  const parentOf = (span: TraceSpan) => {
    const parent = above(span);
    return span.kind === "queue" && parent ? above(parent) : parent;
  };
  const inside = Map.groupBy(spans, parentOf);
  const childrenOf = (parent: TraceSpan | undefined) =>
    (inside.get(parent) ?? []).toSorted((one, other) => one.startMs - other.startMs);

  function below(parent: TraceSpan | undefined, level: number): Part[] {
    return childrenOf(parent).flatMap((span) => {
      const children = childrenOf(span);
      const isSilent = span.kind === "call" && children.length === 0;
      const part = { span, level, parent: parent ?? null, ownMs: ownTime(span, children), isSilent };
      return [part, ...below(span, level + 1)];
    });
  }
  return below(undefined, 0);
}

/** What no child covers; children in order of their beginning, some at the same time. */
function ownTime(span: TraceSpan, children: readonly TraceSpan[]): number {
  const end = endOf(span);
  let own = span.durationMs;
  let covered = span.startMs;
  for (const child of children) {
    const from = Math.max(child.startMs, covered);
    const to = Math.min(endOf(child), end);
    if (to <= from) continue;
    own -= to - from;
    covered = to;
  }
  return Math.max(0, own);
}

export function endOf({ startMs, durationMs }: TraceSpan): number {
  return startMs + durationMs;
}

/** What the whole comes to. */
export function sumUp(spans: readonly TraceSpan[]) {
  const of = (kind: TraceSpan["kind"]) => spans.filter((span) => span.kind === kind);
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const databases = of("database");
  const first = of("request")[0] ?? spans[0];
  const answeredMs = first ? endOf(first) : 0;
  return {
    first,
    answeredMs,
    doneMs: Math.max(answeredMs, ...spans.map(endOf)),
    services: [...new Set([...of("service"), ...of("message")].map(({ service }) => service))],
    databaseCalls: databases.length,
    databaseMs: sum(databases.map(({ durationMs }) => durationMs)),
    rowsRead: sum(databases.map(({ rowsRead }) => rowsRead)),
    rowsWritten: sum(databases.map(({ rowsWritten }) => rowsWritten)),
    queuedMs: sum(of("queue").map(({ durationMs }) => durationMs)),
  };
}

/** Round times for an axis from 0 to `lengthMs`, about four of them. */
export function ticksOf(lengthMs: number): number[] {
  if (!(lengthMs > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(lengthMs / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => lengthMs / size <= 5)!;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, at) => at * step);
}
