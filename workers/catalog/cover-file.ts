import { Problem } from "../shared/problem.ts";

/** A file's name is never another one's, so it may be kept; what a product shows may change. */
export const FOR_EVER = "private, max-age=31536000, immutable";
export const ASK_FIRST = "private, no-cache";

/**
 * Answers a file of R2: whole, one range of it (RFC 9110, section 14), or 304 for who has it. `If-Range` brings it
 * whole, as does a range that R2 can't follow. Throws `not-found`.
 */
export async function serveFile(
  bucket: R2Bucket,
  key: string,
  request: Headers,
  cacheControl: string,
): Promise<Response> {
  const wantsRange = request.has("range") && !request.has("if-range");
  const known = request.get("if-none-match");
  const file = await bucket.get(key, {
    ...(known !== null && { onlyIf: new Headers({ "if-none-match": known }) }),
    ...(wantsRange && { range: request }),
  });
  if (!file) throw new Problem("not-found", "There is no such file any more.");
  const headers = new Headers({
    etag: file.httpEtag,
    "accept-ranges": "bytes",
    "cache-control": cacheControl,
    "x-content-type-options": "nosniff",
  });
  if (!("body" in file)) return new Response(null, { status: 304, headers });
  file.writeHttpMetadata(headers);
  const part = wantsRange ? rangeOf(file) : undefined;
  headers.set("content-length", String(part?.length ?? file.size));
  if (!part) return new Response(file.body, { headers });
  headers.set("content-range", `bytes ${part.offset}-${part.offset + part.length - 1}/${file.size}`);
  return new Response(file.body, { status: 206, headers });
}

/** The part that R2 read; undefined where it read all. */
function rangeOf({ range, size }: R2Object): { offset: number; length: number } | undefined {
  const { offset, length, suffix } = { offset: 0, length: undefined, suffix: undefined, ...range };
  const read = suffix === undefined ? (length ?? size - offset) : Math.min(suffix, size);
  if (read === size) return undefined;
  return { offset: suffix === undefined ? offset : size - read, length: read };
}
