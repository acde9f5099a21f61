import type { ImportReport } from "../../api-import.ts";
import { formatNumber } from "../../i18n/format.ts";

const OUTCOMES = ["created", "updated", "skipped", "failed"] as const;

type Counted = Pick<ImportReport, (typeof OUTCOMES)[number]>;

/** How many records come to which end. */
export function Counts({ of, titles }: { of: Counted; titles: Record<keyof Counted, string> }) {
  return (
    <dl class="import-counts">
      {OUTCOMES.map((outcome) => (
        <div key={outcome} class={outcome === "failed" && of.failed > 0 ? "is-alarming" : undefined}>
          <dt>{titles[outcome]}</dt>
          <dd>{formatNumber(of[outcome])}</dd>
        </div>
      ))}
    </dl>
  );
}
