import { hc, type InferResponseType } from "hono/client";
import type { ClientsApi } from "../workers/clients/main.ts";
import { ApiError, brokenOff, fetchWithin, inSession } from "./http.ts";

/** Sending and checking a file may take as long as it takes, but something must be heard of it now and then. */
const SILENCE_MS = 60_000;

type Route = ReturnType<typeof hc<ClientsApi>>["api"]["clients"]["import"];

export type ImportReport = InferResponseType<Route["$post"]>;
export type ImportFailure = ImportReport["failures"][number];
export type ImportPreview = ImportReport["preview"][number];

/** What has been done so far, and the failures since the last time. */
export type ImportProgress = Pick<
  ImportReport,
  "dryRun" | "records" | "created" | "updated" | "skipped" | "failed" | "failures"
>;

type ImportLine =
  | { progress: ImportProgress }
  | { report: ImportReport }
  | { problem: { code: string; detail: string; requestId?: string } };

interface Options {
  dryRun: boolean;
  signal: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
}

/**
 * Sends a CSV file of clients to be imported, and hears of each batch as it is done; with `dryRun` nothing is stored.
 * After any failure it is safe to send it again. When `signal` aborts, the rest isn't imported.
 */
export function importClients(file: Blob, options: Options): Promise<ImportReport> {
  return inSession(() => importOnce(file, options));
}

async function importOnce(file: Blob, options: Options): Promise<ImportReport> {
  const { dryRun, signal, onProgress } = options;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const route = hc<ClientsApi>("/", {
      fetch: (input: RequestInfo | URL, init?: RequestInit) => fetchWithin(silence.signal, input, init),
    }).api.clients.import;
    const response = await route.$post(
      { query: { dryRun: dryRun ? "true" : "false" } },
      {
        headers: { "content-type": "text/csv", accept: "application/x-ndjson" },
        init: { body: file, signal },
      },
    );
    for await (const line of readLines(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      if ("report" in line) return line.report;
      if ("problem" in line) throw new ApiError(line.problem.code, line.problem.detail, line.problem);
      onProgress?.(line.progress);
    }
    throw brokenOff(silence.signal);
  } catch (error) {
    if (signal.aborted || error instanceof ApiError) throw error;
    throw brokenOff(silence.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function* readLines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<ImportLine, void> {
  const reader = body
    ?.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .getReader();
  let rest = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const lines = (rest + chunk.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as ImportLine;
  }
}
