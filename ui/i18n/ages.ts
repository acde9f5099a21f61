import { computed } from "@preact/signals";
import { language } from "./language.ts";

const relative = computed(() => {
  const locale = language.value === "en" ? "en-GB" : language.value;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in a word or two. A clock that is behind the server's makes it now. */
export function formatAgo(at: string, now = Date.now()): string {
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE) return relative.value.format(0, "second");
  if (ms < HOUR) return relative.value.format(-Math.floor(ms / MINUTE), "minute");
  if (ms < DAY) return relative.value.format(-Math.floor(ms / HOUR), "hour");
  return relative.value.format(-Math.floor(ms / DAY), "day");
}

/** Units have the same symbols in both languages. */
const UNITS = [
  { name: "d", ms: DAY },
  { name: "h", ms: HOUR },
  { name: "min", ms: MINUTE },
  { name: "s", ms: SECOND },
] as const;

/** The unit to draw times of up to so long in. */
export function unitFor(ms: number): (typeof UNITS)[number] {
  return UNITS.find((unit) => ms >= 3 * unit.ms) ?? UNITS[3];
}

/** How long something took: 2 d 4 h, 12 min. */
export function formatSpan(ms: number): string {
  const first = UNITS.findIndex((unit) => ms >= unit.ms);
  const [large, small] = first < 0 ? [UNITS[3]] : [UNITS[first]!, UNITS[first + 1]];
  const count = Math.floor(ms / large.ms);
  const rest = small ? Math.floor((ms % large.ms) / small.ms) : 0;
  const texts = [`${count} ${large.name}`];
  // Nobody wants seconds beside minutes.
  if (small && rest > 0 && large.name !== "min") texts.push(`${rest} ${small.name}`);
  return texts.join(" ");
}
