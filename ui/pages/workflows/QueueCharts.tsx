import { useMemo } from "preact/hooks";
import type { QueueStats } from "../../api-workflows.ts";
import { Chart } from "../../components/chart/Chart.tsx";
import { formatSpan, unitFor } from "../../i18n/ages.ts";
import { formatCompact, formatNumber, formatTime } from "../../i18n/format.ts";
import { language, t } from "../../i18n/language.ts";
import { HourTable } from "./HourTable.tsx";

/** The queue hour by hour: what was open, the longest wait, what came and went; and a table with the same figures. */
export function QueueCharts({ stats: { hours } }: { stats: QueueStats }) {
  const words = t.value.workflows.charts;
  const unit = unitFor(Math.max(0, ...hours.map(({ oldestMs }) => oldestMs)));
  const [open, age, flow] = useMemo(
    () => [
      [{ name: words.open, values: hours.map((hour) => hour.open) }],
      [{ name: words.age, values: hours.map((hour) => hour.oldestMs / unit.ms) }],
      (["inserted", "consumed", "dead"] as const).map((name) => {
        return { name: words[name], values: hours.map((hour) => hour[name]) };
      }),
    ],
    [hours, words, unit],
  );
  const moment = hours.length > 36 ? "dayTime" : "time";
  const labels = useMemo(() => hours.map(({ at }) => formatTime(at, moment)), [hours, language.value]);
  const shared = {
    kind: "lines",
    class: "chart-queue",
    labels,
    tipTitle: (index: number) => formatTime(hours[index]?.at ?? new Date(), "dateTime"),
  } as const;
  const counted = {
    formatY: (value: number) => (Number.isInteger(value) ? formatCompact(value) : ""),
    formatValue: (value: number | null) => formatNumber(value ?? 0),
  };
  return (
    <>
      <div class="queue-charts">
        <Chart title={words.open} series={open} {...shared} {...counted} />
        <Chart
          title={`${words.age}, ${unit.name}`}
          series={age}
          {...shared}
          formatY={formatCompact}
          formatValue={(value) => formatSpan((value ?? 0) * unit.ms)}
        />
        <Chart title={words.flow} series={flow} {...shared} {...counted} />
      </div>
      <HourTable hours={hours} moment={moment} />
    </>
  );
}
