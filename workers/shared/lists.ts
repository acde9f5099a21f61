import type { Context } from "hono";
import * as z from "zod";
import { fromBase64, toBase64Url } from "./bytes.ts";
import { Problem } from "./problem.ts";

/** One page of a list. `nextCursor` is null on the last page; a page may hold fewer than `limit` items before it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The schema of a list's pages, with its items' own example. */
export function pageOf<S extends z.ZodType>(items: S) {
  return z
    .object({ items: z.array(items), nextCursor: z.string().nullable().describe("Null on the last page.") })
    .meta({ examples: [{ items: items.meta()?.examples ?? [], nextCursor: null }] });
}

/** A whole number of up to 15 digits in a path or query string. */
export const wholeNumber = (min: number, max = 999_999_999_999_999) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, "Give a whole number")
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ type: "integer", minimum: min, maximum: max });

/** The parameters every list takes: `limit` 1–100, by default 25, and the opaque `cursor` of the page before. */
export const pageParameters = {
  limit: wholeNumber(1, 100).default(25).meta({ description: "How many at most.", default: 25 }),
  cursor: z.string().max(1000).optional().describe("The `nextCursor` of the page before."),
};

const MOST_IDS = 100;

const ids = z
  .string()
  .max(2000)
  .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/, "Give whole numbers with commas between them")
  .transform((text) => [...new Set(text.split(",").map(Number))])
  .refine((given) => given.length <= MOST_IDS, {
    message: `Give up to ${MOST_IDS} ids.`,
    params: { code: "too_many" },
  })
  .optional();

/**
 * The parameters of a list, or `ids` in their place: up to 100, which come as one page by their ids. `details` says which
 * it finds that the list leaves out.
 */
export function orIds<Shape extends z.ZodRawShape>(shape: Shape, details: string) {
  const description = `\`3,1,7\`: those of up to ${MOST_IDS} that there are, in the order of their ids and on one page. ${details} It takes no other parameter beside it.`;
  const schema = z.strictObject({ ...shape, ids: ids.meta({ description, examples: ["3,1,7"] }) });
  return z.preprocess((given: z.input<typeof schema>, context) => {
    const others = "ids" in given ? Object.keys(given).filter((name) => name !== "ids") : [];
    for (const name of others) {
      const message = "This can't be given beside ids.";
      context.addIssue({ code: "custom", path: [name], message, params: { code: "beside_ids" } });
    }
    return given;
  }, schema);
}

/** A parameter that says how something starts. */
export const startParameter = (description: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description, examples: [example] });

/** Makes the opaque cursor from the sort and the key of the page's last row. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(key)));
}

/** Reads a cursor back. Throws `invalid-parameter` if it isn't one of this list in this order. */
export function decodeCursor<S extends z.ZodType>(cursor: string, shape: S): z.output<S> {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
    return shape.parse(JSON.parse(decoder.decode(fromBase64(cursor))));
  } catch {
    const detail = "This cursor doesn't belong to this list in this order. Start without it.";
    throw new Problem("invalid-parameter", detail, {
      errors: [{ pointer: "/cursor", code: "cursor", detail }],
    });
  }
}

/** The `Link: rel="next"` header (RFC 8288) of a page, for clients that follow links instead of cursors. */
export function linkNext(c: Context, page: Page<unknown>): Record<string, string> {
  if (page.nextCursor === null) return {};
  const url = new URL(c.req.url);
  url.searchParams.set("cursor", page.nextCursor);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}
