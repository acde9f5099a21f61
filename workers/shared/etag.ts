import type { Env, MiddlewareHandler } from "hono";
import * as z from "zod";
import { described } from "./describe.ts";
import { Problem } from "./problem.ts";

/** The entity tag of a version (RFC 9110, section 8.8.3). */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

const IfNoneMatch = z.object({
  "if-none-match": z
    .string()
    .optional()
    .meta({
      description: "The `ETag` of the copy you have: 304 if it still is the newest.",
      examples: ['"3"'],
    }),
});

/** Answers 304 in place of what the caller has already, by its `If-None-Match` and the `ETag` of the answer. */
export const versioned: MiddlewareHandler = described<MiddlewareHandler>(
  async (c, next) => {
    await next();
    const etag = c.res.headers.get("etag");
    if (c.res.status !== 200 || etag === null) return;
    const tags = (c.req.header("if-none-match") ?? "").split(",");
    const known = new Set(tags.map((tag) => tag.trim().replace(/^W\//, "")));
    if (!known.has(etag) && !known.has("*")) return;
    const headers = new Headers(c.res.headers);
    headers.delete("content-type");
    c.res = new Response(null, { status: 304, headers });
  },
  {
    parameters: { in: "header", schema: IfNoneMatch },
    answers: { 304: { description: "What you have is the newest.", headers: ["etag"] } },
    headers: ["etag"],
  },
);

const IfMatch = z.object({
  "if-match": z.string().meta({ description: "The `ETag` of what you edit.", examples: ['"3"'] }),
});

interface Edited {
  in: { header: { "if-match": string } };
  out: { header: { "if-match": number } };
}

/** Reads the version that is edited from `If-Match`. Throws `precondition-required` without it, and for what is none. */
export const ifMatch = described<MiddlewareHandler<Env, string, Edited>>(
  async (c, next) => {
    const version = /^"(\d{1,15})"$/.exec(c.req.header("if-match")?.trim() ?? "")?.[1];
    if (version === undefined) {
      throw new Problem(
        "precondition-required",
        'Send If-Match with the ETag of what you edit, such as "3", so that nobody else\'s change is lost.',
      );
    }
    c.req.addValidatedData("header", { "if-match": Number(version) });
    await next();
  },
  {
    parameters: { in: "header", schema: IfMatch },
    headers: ["etag"],
    problems: ["precondition-required", "precondition-failed"],
  },
);

/** Refuses an edit of `version`, and shows what there is by now. Throws `precondition-failed`. */
export function refuseEdit(version: number, current: { version: number }): never {
  const detail = `You edited version ${version}, and it is at version ${current.version} by now.`;
  throw new Problem("precondition-failed", detail, { current, headers: { etag: etagOf(current) } });
}
