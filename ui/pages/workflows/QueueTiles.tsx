import type { QueueStats } from "../../api-workflows.ts";
import { Tile } from "../../components/Tile.tsx";
import { formatSpan } from "../../i18n/ages.ts";
import { formatNumber, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

/** The queue in five figures. */
export function QueueTiles({ stats }: { stats: QueueStats }) {
  const { tiles, notes, figures } = t.value.workflows;
  const { waiting, leased, dead, consumed, oldestWaitingAt } = stats;
  const age = oldestWaitingAt ? Math.max(0, Date.now() - Date.parse(oldestWaitingAt)) : null;
  return (
    <dl class="tiles" aria-label={figures}>
      <Tile name={tiles.waiting} value={formatNumber(waiting)} note={notes.waiting} />
      <Tile
        name={tiles.oldest}
        value={age === null ? "–" : formatSpan(age)}
        note={
          oldestWaitingAt ? fill(notes.since, { time: formatTime(oldestWaitingAt, "dayTime") }) : notes.nobody
        }
      />
      <Tile name={tiles.leased} value={formatNumber(leased)} note={notes.leased} />
      <Tile
        name={tiles.dead}
        value={formatNumber(dead)}
        note={dead > 0 ? notes.dead : notes.noDead}
        alarming={dead > 0}
      />
      <Tile name={tiles.consumed} value={formatNumber(consumed)} note={notes.consumed} />
    </dl>
  );
}
