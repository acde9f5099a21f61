import { sendBookmarks } from "./bookmarks.ts";
import { accept, brokenOff } from "./http.ts";

/** An upload may take as long as it takes, but something must be heard of it now and then. */
const SILENCE_MS = 60_000;

interface Upload {
  method: "PUT";
  url: string;
  headers: Record<string, string>;
  body: FormData;
  signal: AbortSignal;
  /** What share of it is on its way, from 0 to 1. */
  onProgress: (share: number) => void;
}

/** Sends a form, and tells how far it is, which `fetch` can't. It fails as `fetchWithin` does. */
export function upload({ method, url, headers, body, signal, onProgress }: Upload): Promise<Response> {
  const silence = new AbortController();
  const stop = AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  const request = new XMLHttpRequest();
  const answered = new Promise<Response>((resolve, reject) => {
    const fail = () => reject(signal.aborted ? signal.reason : brokenOff(silence.signal));
    if (stop.aborted) return fail();
    stop.addEventListener("abort", () => request.abort());
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      hear();
      if (lengthComputable) onProgress(loaded / total);
    });
    request.addEventListener("load", () => resolve(toResponse(request)));
    request.addEventListener("error", fail);
    request.addEventListener("abort", fail);
    request.open(method, url);
    const all = new Headers(headers);
    sendBookmarks(all);
    for (const [name, value] of all) request.setRequestHeader(name, value);
    request.send(body);
  });
  return answered.then(accept).finally(() => clearTimeout(timer));
}

function toResponse(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().trim().split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const [name = "", ...value] = line.split(":");
    return [name, value.join(":").trim()];
  });
  return new Response(request.responseText, { status: request.status, headers });
}
