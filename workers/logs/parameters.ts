import * as z from "zod";
import { DAY_MS, HOUR_MS } from "./periods.ts";

const LONGEST_DAYS = 366;

export const name = z.string().min(1).max(100).describe("The service that answered.");
export const method = z.string().min(1).max(20).toUpperCase();
export const statusClass = z
  .string()
  .regex(/^[1-5]xx$/, "Give a class of statuses (4xx)")
  .meta({ examples: ["4xx"] });
export const caller = z
  .string()
  .regex(/^((person|key):\d{1,15}|none)$/, "Give a person (person:3), a key (key:7) or none")
  .meta({
    description: "Who asked: a person, a key, or `none` for who wasn't known.",
    examples: ["person:3"],
  });

export const route = z
  .string()
  .min(1)
  .max(512)
  .meta({
    description: "A pattern, or `*` for what no route matched.",
    examples: ["/api/clients/:id"],
  });

export const country = z
  .string()
  .regex(/^([A-Za-z][A-Za-z0-9]|none)$/, "Give a country as ISO 3166-1 alpha-2 has it (BR), or none")
  .transform((text) => (text === "none" ? text : text.toUpperCase()))
  .meta({ description: "Where who asked was, or `none` where nobody said.", examples: ["BR"] });
export const colo = z
  .string()
  .regex(/^([A-Za-z]{3}|none)$/, "Give a data centre (GRU), or none")
  .transform((text) => (text === "none" ? text : text.toUpperCase()))
  .meta({ description: "Cloudflare's data centre that was asked, or `none`.", examples: ["GRU"] });

/** A trace id, of W3C Trace Context. */
export const requestId = z
  .string()
  .regex(/^[0-9a-f]{32}$/i, "Give 32 hex digits")
  .toLowerCase()
  .meta({ description: "32 hex digits.", examples: ["0af7651916cd43dd8448eb211c80319c"] });

/** ISO 8601 with offset, into epoch milliseconds; a `+` that the query string turned into a space is forgiven. */
export const moment = z
  .string()
  .transform((text) => text.replace(" ", "+"))
  .pipe(z.iso.datetime({ offset: true, error: "Give a time as ISO 8601 with offset: 2026-10-23T14:05:00Z" }))
  .transform((text) => Date.parse(text))
  .meta({ format: "date-time", examples: ["2026-11-23T14:05:00Z"] });

/** Completes a period: up to now, and the hour before its end. */
export function period<T extends { from?: number | undefined; to?: number | undefined }>(given: T) {
  const to = given.to ?? Date.now();
  return { ...given, from: given.from ?? to - HOUR_MS, to };
}

/** Refuses a period that is empty or longer than 366 days. */
export function range(given: { from?: number | undefined; to?: number | undefined }, ctx: z.RefinementCtx) {
  const refuse = (path: string, code: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [path], message, params: { code } });
  if (given.from === undefined || given.to === undefined) return;
  if (given.from >= given.to) refuse("to", "order", "The period ends before it begins.");
  else if (given.to - given.from > LONGEST_DAYS * DAY_MS) refuse("from", "too_big", "Give at most 366 days.");
}
