import { computed } from "@preact/signals";
import { fill, language } from "./language.ts";

const formats = computed(() => {
  // British English writes dates in Brazil's order, and a shop reads them in both languages.
  const locale = language.value === "en" ? "en-GB" : language.value;
  const number = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = { day: "2-digit", month: "2-digit" } as const;
  return {
    number: number({ maximumFractionDigits: 1 }),
    whole: number({ maximumFractionDigits: 0 }),
    tenths: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    money: number({ style: "currency", currency: "BRL" }),
    megabytes: number({ style: "unit", unit: "megabyte", maximumFractionDigits: 1 }),
    kilobytes: number({ style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }),
    percent: number({ style: "percent", maximumFractionDigits: 2 }),
    compact: number({ notation: "compact", maximumFractionDigits: 1 }),
    plural: new Intl.PluralRules(locale),
    day: date(day),
    dayTime: date({ ...day, ...time }),
    date: date({ ...day, year: "numeric" }),
    dateTime: date({ ...day, year: "numeric", ...time }),
    calendarDay: date({ ...day, weekday: "short", timeZone: "UTC" }),
    calendarDate: date({ ...day, year: "numeric", timeZone: "UTC" }),
    time: date(time),
    timeSeconds: date({ ...time, second: "2-digit" }),
    exact: date({ ...day, year: "numeric", ...time, second: "2-digit", fractionalSecondDigits: 3 }),
  };
});

export type Moment = "day" | "dayTime" | "date" | "dateTime" | "time" | "timeSeconds" | "exact";

/** A point in time in the reader's own time zone. */
export function formatTime(at: string | Date, as: Moment): string {
  return formats.value[as].format(new Date(at));
}

/** One of the shop's days, `2026-11-23`, wherever the reader is; a short one has its weekday in place of the year. */
export function formatDay(day: string, short = false): string {
  return formats.value[short ? "calendarDay" : "calendarDate"].format(new Date(day));
}

export function formatNumber(value: number): string {
  return formats.value.number.format(value);
}

/** For axes and other narrow places: 12 mil, 12K. */
export function formatCompact(value: number): string {
  return formats.value.compact.format(value);
}

/** A price in reais. */
export function formatPrice(cents: number): string {
  return formats.value.money.format(cents / 100);
}

/** A share between 0 and 1. */
export function formatPercent(share: number): string {
  return formats.value.percent.format(share);
}

/** A file's size, in kB or MB. */
export function formatBytes(bytes: number): string {
  const { kilobytes, megabytes } = formats.value;
  return bytes < 1_000_000 ? kilobytes.format(Math.ceil(bytes / 1000)) : megabytes.format(bytes / 1_000_000);
}

/** Milliseconds without unit: tenths below 100; a dash where nothing was measured. */
export function formatMs(ms: number | null): string {
  if (ms === null) return "–";
  return (ms < 100 ? formats.value.tenths : formats.value.whole).format(ms);
}

/** Milliseconds with their unit. */
export function formatDuration(ms: number | null): string {
  return ms === null ? "–" : `${formatMs(ms)} ms`;
}

/** How many there are: `{n}` of the right form is the number. */
export function formatCount(n: number, forms: { one: string; other: string }): string {
  const form = formats.value.plural.select(n) === "one" ? forms.one : forms.other;
  return fill(form, { n: formatNumber(n) });
}

/** Joins what is there to one line. */
export function joinFacts(...facts: (string | false | null | undefined)[]): string {
  return facts.filter(Boolean).join(" · ");
}
