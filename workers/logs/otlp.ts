import type { Trace, TraceSpan } from "./trace.ts";

/** `SpanKind` of OpenTelemetry's protocol. */
const KINDS = { request: 2, call: 3, service: 2, database: 3, queue: 4, message: 5 } as const;

const ERROR = 2;

/**
 * A trace in OpenTelemetry's JSON (OTLP/JSON 1.x, `ExportTraceServiceRequest`), as its collectors take it at `/v1/traces`: ids in
 * hex, times in nanoseconds as text.
 */
export function toOtlp({ requestId, startedAt, spans }: Trace) {
  const start = Date.parse(startedAt);
  const services = Map.groupBy(spans, ({ service, version }) => JSON.stringify([service, version]));
  return {
    resourceSpans: [...services.values()].map((own) => ({
      resource: {
        attributes: attributesOf({ "service.name": own[0]!.service, "service.version": own[0]!.version }),
      },
      scopeSpans: [
        { scope: { name: "fachada" }, spans: own.map((span) => toOtlpSpan(requestId, start, span)) },
      ],
    })),
  };
}

function toOtlpSpan(traceId: string, start: number, span: TraceSpan) {
  const { spanId, parentSpanId, kind, name, startMs, durationMs, status, rowsRead, rowsWritten, region } =
    span;
  return {
    traceId,
    spanId,
    ...(parentSpanId !== null && { parentSpanId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: toNanoseconds(start, startMs),
    endTimeUnixNano: toNanoseconds(start, startMs + durationMs),
    attributes: attributesOf({
      ...(kind !== "message" && { "http.response.status_code": status }),
      ...(kind === "database" && { "db.system.name": "sqlite", "db.query.summary": name }),
      "fachada.rows_read": rowsRead,
      "fachada.rows_written": rowsWritten,
      "cloud.region": region,
    }),
    status: status !== null && status >= 500 ? { code: ERROR } : {},
  };
}

function toNanoseconds(start: number, afterMs: number): string {
  return String(BigInt(start) * 1_000_000n + BigInt(Math.round(afterMs * 1_000_000)));
}

function attributesOf(values: Record<string, string | number | null>) {
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === null) return [];
    return [{ key, value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value } }];
  });
}
