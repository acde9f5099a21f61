import * as z from "zod";
import { addDays, startOfDay } from "./shop-day.ts";

const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional();

/** The parameters of a period. */
export const periodParameters = {
  from: Moment.describe(
    "No earlier than this: ISO 8601 with offset, `2026-11-23T09:00:00-03:00`, or one of the shop's days, `2026-11-23`.",
  ),
  to: Moment.describe("Before this; of a day, until its end."),
};

/** A period in milliseconds since 1970, the end not in it. */
export interface Period {
  from?: number | undefined;
  to?: number | undefined;
}

/** Reads a period; a day is the shop's, which is where `timeZone` says. */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): Period {
  const isDay = (text: string) => text.length === 10;
  const start = (text: string) => (isDay(text) ? startOfDay(text, timeZone) : Date.parse(text));
  return {
    from: from === undefined ? undefined : start(from),
    to: to === undefined ? undefined : start(isDay(to) ? addDays(to, 1) : to),
  };
}
