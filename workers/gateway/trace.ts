import type { Span } from "../shared/spans.ts";

/** Where a request stands in a trace (W3C Trace Context, level 1), and what it took so far. */
export interface Trace {
  /** 32 hex digits: the same in all services the request passes; our request id. */
  traceId: string;
  /** 16 hex digits: the gateway's own part of the trace. */
  spanId: string;
  /** The part of the trace that called us; null where none did. */
  parentSpanId: string | null;
  flags: string;
  /** When the request came in, by `performance.now()`. */
  start: number;
  /** The calls it took. */
  spans: Span[];
}

/**
 * Goes on with the caller's trace, or begins one if there is no valid `traceparent`. The id of one that begins here starts with
 * its time, in 12 hex digits of milliseconds, as a UUIDv7 does: so the log knows where to look for it.
 */
export function continueTrace(traceparent: string | null | undefined, now: number): Trace {
  const spanId = randomHex(8);
  const [, version, traceId, parentId, flags, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(traceparent ?? "") ?? [];
  const valid =
    version !== undefined &&
    version !== "ff" &&
    !(version === "00" && rest !== undefined) &&
    !/^0+$/.test(traceId!) &&
    !/^0+$/.test(parentId!);
  const seen = { spanId, start: performance.now(), spans: [] };
  if (valid) return { ...seen, traceId: traceId!, parentSpanId: parentId!, flags: flags! };
  const traceIdNow = now.toString(16).padStart(12, "0") + randomHex(10);
  return { ...seen, traceId: traceIdNow, parentSpanId: null, flags: "01" };
}

export function formatTraceparent({
  traceId,
  spanId,
  flags,
}: Pick<Trace, "traceId" | "spanId" | "flags">): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function randomHex(bytes: number): string {
  let hex = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) hex += HEX[byte];
  return hex;
}
