import { useState } from "preact/hooks";
import { Choice } from "../../components/Choice.tsx";
import { useLater } from "../../components/hooks.ts";
import { Skeleton } from "../../components/Notice.tsx";
import { t } from "../../i18n/language.ts";
import { type createQueueFigures, HOURS, type Hours } from "../../models/workflows.ts";

/** Phones show the list first. */
const HAS_ROOM = "(width >= 50rem)";

/** The queue over time, folded away where it would push the list out of sight. */
export function Figures(props: {
  figures: ReturnType<typeof createQueueFigures>;
  hours: Hours;
  onHours: (hours: Hours) => void;
}) {
  const { figures, hours, onHours } = props;
  const [isOpen, setOpen] = useState(() => matchMedia(HAS_ROOM).matches);
  const charts = useLater(() => import("./QueueCharts.tsx"));
  const words = t.value.workflows.charts;
  const stats = figures.data.value;
  return (
    <details
      class="queue-figures"
      open={isOpen}
      onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2>{words.title}</h2>
      </summary>
      {isOpen && (
        <>
          <Choice
            legend={words.period}
            name="hours"
            options={HOURS.map((value) => ({ value, label: words.periods[value] }))}
            value={hours}
            onChoose={onHours}
          />
          {stats && charts ? (
            <div class={figures.isStale.value ? "is-busy" : ""}>
              <charts.QueueCharts stats={stats} />
            </div>
          ) : (
            <Skeleton rows={6} />
          )}
        </>
      )}
    </details>
  );
}
