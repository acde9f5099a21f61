import type { Context, TypedResponse } from "hono";
import { Problem } from "./problem.ts";

/** The entity tag of a version (RFC 9110, section 8.8.3). */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/** Answers a resource with its `ETag`, or 304 if the caller's `If-None-Match` has it already. */
export function answerVersion<T extends { version: number }>(
  c: Context,
  resource: T,
): Response & TypedResponse<T, 200, "json"> {
  const etag = etagOf(resource);
  c.header("etag", etag);
  const tags = (c.req.header("if-none-match") ?? "").split(",");
  const known = new Set(tags.map((tag) => tag.trim().replace(/^W\//, "")));
  // The type says what a caller reads; 304 tells it to read its own copy.
  if (known.has(etag) || known.has("*")) return c.body(null, 304) as never;
  return c.json(resource) as never;
}

/** The version that `If-Match` says is edited. Throws `precondition-required` without it, and for what is no version. */
export function editedVersion(c: Context): number {
  const version = /^"(\d{1,15})"$/.exec(c.req.header("if-match")?.trim() ?? "")?.[1];
  if (version !== undefined) return Number(version);
  throw new Problem(
    "precondition-required",
    'Send If-Match with the ETag of what you edit, such as "3", so that nobody else\'s change is lost.',
  );
}

/** Refuses an edit of `version`, and shows what there is by now. Throws `precondition-failed`. */
export function refuseEdit(version: number, current: { version: number }): never {
  const detail = `You edited version ${version}, and it is at version ${current.version} by now.`;
  throw new Problem("precondition-failed", detail, { current, headers: { etag: etagOf(current) } });
}
