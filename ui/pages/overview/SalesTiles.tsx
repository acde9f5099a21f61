import type { SalesSummary } from "../../api-sales-summary.ts";
import { Icon } from "../../components/Icon.tsx";
import { Tile } from "../../components/Tile.tsx";
import { formatNumber, formatPercent, formatPrice } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { changeOf } from "../../models/sales-overview.ts";

/** The period in four figures, each with what it was before. */
export function SalesTiles({ summary }: { summary: SalesSummary }) {
  const words = t.value.salesOverview;
  const { total, comparison, days } = summary;
  const figures = [
    ["revenue", "revenueCents", formatPrice],
    ["purchases", "purchases", formatNumber],
    ["averageTicket", "averageTicketCents", formatPrice],
    ["unfulfilled", "unfulfilled", formatNumber],
  ] as const;
  return (
    <dl class="tiles sales-tiles" aria-label={words.figures}>
      {figures.map(([name, field, format]) => {
        const [now, before] = [total[field], comparison[field]];
        return (
          <Tile
            key={name}
            name={words[name]}
            value={now === null ? "–" : format(now)}
            note={<Change now={now} before={before} days={days.length} format={format} />}
          />
        );
      })}
    </dl>
  );
}

/** How it changed: an arrow and a share to see, and a sentence to hear. */
function Change(props: {
  now: number | null;
  before: number | null;
  days: number;
  format: (value: number) => string;
}) {
  const words = t.value.salesOverview;
  const { now, before, days, format } = props;
  const change = changeOf(now, before);
  const share = formatPercent(Math.round(Math.abs(change ?? 0) * 1000) / 1000);
  const sentence = !change ? words.same : change > 0 ? words.more : words.fewer;
  return (
    <>
      {change !== null && (
        <>
          <span class="change" aria-hidden="true">
            {change !== 0 && <Icon name={change > 0 ? "up" : "down"} />}
            {share}
          </span>
          <span class="visually-hidden">{fill(sentence, { share, n: days })}, </span>
        </>
      )}
      {fill(words.before, { value: before === null ? "–" : format(before) })}
    </>
  );
}
