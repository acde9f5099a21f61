import { Icon } from "../../components/Icon.tsx";
import { formatCount, formatNumber, formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { Difference, Measure } from "../../models/figures.ts";
import type { Period } from "../../models/periods.ts";

/** How a figure changed: an arrow and how much to see, and a sentence to hear. */
export function Change(props: { measure: Measure; difference: Difference; period: Period }) {
  const { measure, difference, period } = props;
  const { by, inPoints, isWorse } = difference;
  const { analysis: words } = t.value;
  // Nobody needs the tenths of what has doubled.
  const size = Math.abs(by) < 1 ? Math.abs(by) : Math.round(Math.abs(by) * 100) / 100;
  const points = Math.round(size * 1000) / 10;
  const [short, long] = inPoints
    ? [fill(words.points, { n: formatNumber(points) }), formatCount(points, words.pointsInWords)]
    : [percentOf(size), percentOf(size)];
  const tone = isWorse === null ? "" : isWorse ? "is-worse" : "is-better";
  return (
    <>
      <span class={`change ${tone}`} aria-hidden="true">
        {by !== 0 && <Icon name={by > 0 ? "up" : "down"} />}
        {short}
      </span>
      <span class="visually-hidden">
        {fill(sentenceOf(measure, by), { change: long, period: words.periodBefore[period] })}
      </span>
    </>
  );
}

/** Beyond tenfold, what it grew from is next to nothing. */
function percentOf(size: number): string {
  return size < 10 ? formatPercent(size) : `> ${formatPercent(9.99)}`;
}

function sentenceOf(measure: Measure, by: number): string {
  const { analysis: words } = t.value;
  if (by === 0) return words.same;
  if (measure === "errorRate") return by > 0 ? words.higher : words.lower;
  if (measure === "count" || measure === "errors") return by > 0 ? words.more : words.fewer;
  return by > 0 ? words.slower : words.faster;
}
