import { signal } from "@preact/signals";
import { ApiError } from "../http.ts";
import type { ImportPreview, ImportProgress, ImportReport, SendImport } from "../api-import.ts";
import { asApiError } from "./resource.ts";

/** What the API takes. */
const MAX_BYTES = 5 * 1024 * 1024;

/** A file as it was when it was chosen, whatever becomes of it on the disk. */
interface ChosenFile {
  name: string;
  content: Blob;
}

/** A file's way from being chosen to being imported. */
export type ImportStage<Preview extends ImportPreview> =
  /** At first, or `again`, perhaps because the file before was refused. */
  | { at: "choose"; again: boolean; failure: ApiError | null }
  | { at: "checking"; name: string }
  /** It was checked: `plan` is what importing it would do. */
  | { at: "review"; file: ChosenFile; plan: ImportReport<Preview> }
  | { at: "importing"; file: ChosenFile; plan: ImportReport<Preview>; progress: ImportProgress | null }
  /** Somebody stopped it, or `failure` did. */
  | {
      at: "stopped";
      file: ChosenFile;
      plan: ImportReport<Preview>;
      progress: ImportProgress | null;
      failure: ApiError | null;
    }
  | { at: "done"; file: ChosenFile; report: ImportReport<Preview> };

/**
 * The import of a file, which `send` sends. It outlives its page: leaving that by mistake neither stops an import nor
 * hides what became of it.
 */
export function createFileImport<Preview extends ImportPreview>(send: SendImport<Preview>) {
  const stage = signal<ImportStage<Preview>>({ at: "choose", again: false, failure: null });
  let running = new AbortController();

  function reset(failure: ApiError | null = null): void {
    running.abort();
    stage.value = { at: "choose", again: true, failure };
  }

  /** Asks what importing the file would do. */
  async function check(file: File): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    const { name } = file;
    stage.value = { at: "checking", name };
    try {
      if (file.size > MAX_BYTES) throw tooLarge();
      const content = new Blob([await file.arrayBuffer()]);
      const plan = await send(content, { dryRun: true, signal });
      stage.value = { at: "review", file: { name, content }, plan };
    } catch (error) {
      if (!signal.aborted) reset(asApiError(error));
    }
  }

  /** Imports the file that was checked, or once more after it stopped. */
  async function start(): Promise<void> {
    const from = stage.value;
    if (from.at !== "review" && from.at !== "stopped") return;
    const { file, plan } = from;
    const { signal } = (running = new AbortController());
    let progress: ImportProgress | null = null;
    stage.value = { at: "importing", file, plan, progress };
    const onProgress = (latest: ImportProgress) => {
      progress = latest;
      stage.value = { at: "importing", file, plan, progress };
    };
    try {
      const report = await send(file.content, { dryRun: false, signal, onProgress });
      stage.value = { at: "done", file, report };
    } catch (error) {
      const failure = signal.aborted ? null : asApiError(error);
      stage.value = { at: "stopped", file, plan, progress, failure };
    }
  }

  return { stage, check, start, reset, stop: () => running.abort() };
}

export type FileImport<Preview extends ImportPreview> = ReturnType<typeof createFileImport<Preview>>;

/** How many records have come to an end. */
export function recordsDone({ created, updated, skipped, failed }: ImportProgress): number {
  return created + updated + skipped + failed;
}

function tooLarge(): ApiError {
  const detail = "The file may have up to 5 MiB.";
  return new ApiError("body-too-large", detail, { errors: [{ pointer: "", code: "size", detail }] });
}
