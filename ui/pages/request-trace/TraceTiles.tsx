import type { Trace } from "../../api-traces.ts";
import { StatusCode } from "../../components/Badge.tsx";
import { Tile } from "../../components/Tile.tsx";
import { formatCount, formatDuration, formatMs, formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { hasParts, sumUp } from "../../models/trace-parts.ts";

/** The request at a glance. */
export function TraceTiles({ trace }: { trace: Trace }) {
  const words = t.value.trace;
  const sums = sumUp(trace.spans);
  const isLonger = sums.doneMs > sums.answeredMs;
  const queued = sums.queuedMs > 0 ? fill(words.queued, { time: formatDuration(sums.queuedMs) }) : "";
  const isWhole = hasParts(trace);
  const answering = trace.entries.map(({ service }) => service).filter((service) => service !== "gateway");
  const services = isWhole ? sums.services : [...new Set(answering)];
  const status = sums.first?.status ?? null;
  return (
    <dl class={isLonger ? "tiles" : "tiles sales-tiles"} aria-label={words.figures}>
      <Tile
        name={words.answered}
        value={formatMs(sums.answeredMs)}
        unit="ms"
        note={status === null ? "" : <StatusCode status={status} />}
      />
      {isLonger && <Tile name={words.done} value={formatMs(sums.doneMs)} unit="ms" note={queued} />}
      <Tile
        name={words.services}
        value={formatNumber(services.length)}
        note={services.join(", ") || words.noService}
      />
      {isWhole && (
        <>
          <Tile
            name={words.database}
            value={formatMs(sums.databaseMs)}
            unit="ms"
            note={formatCount(sums.databaseCalls, words.calls)}
          />
          <Tile
            name={words.rowsRead}
            value={formatNumber(sums.rowsRead)}
            note={`${words.rowsWritten}: ${formatNumber(sums.rowsWritten)}`}
          />
        </>
      )}
    </dl>
  );
}
