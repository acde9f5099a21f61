import { formatCompact } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { Band } from "../../models/heat-map.ts";

/** A limit of a band: 500 ms, 2 s. */
export function nameOfMs(ms: number): string {
  return ms < 1000 ? `${formatCompact(ms)} ms` : `${formatCompact(ms / 1000)} s`;
}

export function nameOfBand({ fromMs, toMs }: Band): string {
  const words = t.value.analysis;
  if (toMs === null) return fill(words.above, { from: nameOfMs(fromMs) });
  if (fromMs === 0) return fill(words.upTo, { to: nameOfMs(toMs) });
  return fill(words.between, { from: nameOfMs(fromMs), to: nameOfMs(toMs) });
}
