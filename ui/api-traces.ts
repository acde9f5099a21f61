import { hc, type InferResponseType } from "hono/client";
import type { LogsApi } from "../workers/logs/main.ts";
import { answer, send } from "./http.ts";

const trace = hc<LogsApi>("/", { fetch: send }).api.logs[":requestId"];

export type Trace = InferResponseType<typeof trace.$get>;
export type TraceSpan = Trace["spans"][number];

/** A request, and about when it was, for one whose id doesn't tell. */
export interface TraceQuery {
  requestId: string;
  at: string | undefined;
}

export function getTrace({ requestId, at }: TraceQuery, signal: AbortSignal): Promise<Trace> {
  return answer(trace.$get({ param: { requestId }, query: at ? { at } : {} }, { init: { signal } }));
}

/** Where a browser downloads a trace as OTLP/JSON. */
export function otlpUrl({ requestId, at }: TraceQuery): string {
  return `/api/logs/${requestId}/otlp${at ? `?${new URLSearchParams({ at })}` : ""}`;
}
