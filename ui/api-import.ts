import { hc, type InferResponseType } from "hono/client";
import type { CatalogApi } from "../workers/catalog/main.ts";
import type { ClientsApi } from "../workers/clients/main.ts";
import { ApiError, brokenOff, fetchWithin, inSession } from "./http.ts";

/** Sending and checking a file may take as long as it takes, but something must be heard of it now and then. */
const SILENCE_MS = 60_000;

type ClientReport = InferResponseType<ReturnType<typeof hc<ClientsApi>>["api"]["clients"]["import"]["$post"]>;
type ProductReport = InferResponseType<
  ReturnType<typeof hc<CatalogApi>>["api"]["products"]["import"]["$post"]
>;

/** A client or product as a record of a file was understood, and what becomes of it. */
export type ClientPreview = ClientReport["preview"][number];
export type ProductPreview = ProductReport["preview"][number];

export type ImportPreview = Pick<ClientPreview, "line" | "action">;

/** What an import did, or would do, whatever is imported. */
export type ImportReport<Preview extends ImportPreview = ImportPreview> = Omit<ClientReport, "preview"> & {
  preview: Preview[];
};
export type ImportFailure = ImportReport["failures"][number];

/** What has been done so far, and the failures since the last time. */
export type ImportProgress = Pick<
  ImportReport,
  "dryRun" | "records" | "created" | "updated" | "skipped" | "failed" | "failures"
>;

type ImportLine<Preview extends ImportPreview> =
  | { progress: ImportProgress }
  | { report: ImportReport<Preview> }
  | { problem: { code: string; detail: string; requestId?: string } };

interface Options {
  dryRun: boolean;
  signal: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
}

/**
 * Sends a CSV file to be imported, and hears of each batch as it is done; with `dryRun` nothing is stored. After any
 * failure it is safe to send it again. When `signal` aborts, the rest isn't imported.
 */
export type SendImport<Preview extends ImportPreview> = (
  file: Blob,
  options: Options,
) => Promise<ImportReport<Preview>>;

export const importClients: SendImport<ClientPreview> = (file, options) =>
  inSession(() =>
    importOnce((fetch) => hc<ClientsApi>("/", { fetch }).api.clients.import.$post, file, options),
  );

export const importProducts: SendImport<ProductPreview> = (file, options) =>
  inSession(() =>
    importOnce((fetch) => hc<CatalogApi>("/", { fetch }).api.products.import.$post, file, options),
  );

/** A service's call, which `hc` knows the path of. */
type PostBy = (
  fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>,
) => (
  input: { query: { dryRun: "true" | "false" } },
  options: { headers: Record<string, string>; init: RequestInit },
) => Promise<{ body: ReadableStream<Uint8Array> | null }>;

async function importOnce<Preview extends ImportPreview>(
  postBy: PostBy,
  file: Blob,
  options: Options,
): Promise<ImportReport<Preview>> {
  const { dryRun, signal, onProgress } = options;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const post = postBy((input, init) => fetchWithin(silence.signal, input, init));
    const response = await post(
      { query: { dryRun: dryRun ? "true" : "false" } },
      {
        headers: { "content-type": "text/csv", accept: "application/x-ndjson" },
        init: { body: file, signal },
      },
    );
    for await (const line of readLines<Preview>(response.body)) {
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

async function* readLines<Preview extends ImportPreview>(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<ImportLine<Preview>, void> {
  const reader = body
    ?.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .getReader();
  let rest = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const lines = (rest + chunk.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as ImportLine<Preview>;
  }
}
