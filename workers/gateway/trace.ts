/** Where a request stands in a trace (W3C Trace Context, level 1). */
export interface Trace {
  /** 32 hex digits: the same in all services the request passes; our request id. */
  traceId: string;
  /** 16 hex digits: the gateway's own part of the trace. */
  spanId: string;
  flags: string;
}

/** Goes on with the caller's trace, or begins one if there is no valid `traceparent`. */
export function continueTrace(traceparent: string | null | undefined): Trace {
  const spanId = randomHex(8);
  const [, version, traceId, parentId, flags, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(traceparent ?? "") ?? [];
  const valid =
    version !== undefined &&
    version !== "ff" &&
    !(version === "00" && rest !== undefined) &&
    !/^0+$/.test(traceId!) &&
    !/^0+$/.test(parentId!);
  return valid
    ? { traceId: traceId!, spanId, flags: flags! }
    : { traceId: randomHex(16), spanId, flags: "01" };
}

export function formatTraceparent({ traceId, spanId, flags }: Trace): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function randomHex(bytes: number): string {
  let hex = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) hex += HEX[byte];
  return hex;
}
