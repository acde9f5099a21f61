import { useEffect, useRef, useState } from "preact/hooks";
import type { DeployMark } from "../../models/deploys.ts";
import type { AxisChart, ChartOptions } from "./axis-chart.ts";
import { Marks } from "./Marks.tsx";

const HEIGHT = 208;

export interface Series {
  name: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  kind: "bars" | "lines";
  /** Colours and dashes come from the class, by the order of the series. */
  class: string;
  labels: string[];
  series: Series[];
  formatY: (value: number) => string;
  formatValue: (value: number | null) => string;
  tipTitle: (index: number) => string;
  /** What else is to be said in the tip. */
  tipNotes?: (index: number) => string[];
  marks?: DeployMark[];
}

/** A chart over time. It says nothing that the table beside it doesn't, so screen readers are spared it. */
export function Chart(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<AxisChart | null>(null);
  const latest = useRef(props);
  const [failed, setFailed] = useState(false);
  latest.current = props;

  useEffect(() => {
    let gone = false;
    import("./axis-chart.ts")
      .then(({ AxisChart }) => {
        if (!gone && host.current) chart.current = new AxisChart(host.current, toOptions(latest));
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      chart.current?.destroy();
    };
  }, []);
  useEffect(() => {
    chart.current?.update(toData(props));
  }, [props.labels, props.series]);

  return (
    <figure class={`chart ${props.class}`}>
      <figcaption>
        <h2>{props.title}</h2>
        <ul class="legend" role="list" aria-hidden="true">
          {props.series.map(({ name }, index) => (
            <li key={name}>
              <span class={`swatch series-${index}`} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      {!failed && (
        <div class="chart-plot">
          <div class="chart-host" ref={host} aria-hidden="true" />
          {props.marks && <Marks marks={props.marks} />}
        </div>
      )}
    </figure>
  );
}

function toData({ kind, labels, series }: Props): ChartOptions["data"] {
  const chartType = kind === "bars" ? "bar" : "line";
  // The base spaces labels by their length in characters; SVG doesn't draw the blanks, so they become distance.
  return {
    labels: labels.map((label) => `  ${label}  `),
    datasets: series.map(({ name, values }) => ({ name, chartType, values })),
  };
}

function toOptions(latest: { current: Props }): ChartOptions {
  return {
    type: "axis-mixed",
    data: toData(latest.current),
    height: HEIGHT,
    colors: [],
    animate: 0,
    axisOptions: { xAxisMode: "tick", yAxisMode: "span", xIsSeries: 1 },
    barOptions: { stacked: latest.current.kind === "bars" ? 1 : 0, spaceRatio: 0.2 },
    lineOptions: { hideDots: 1 },
    formatY: (value) => latest.current.formatY(value),
    describe: (index) => {
      const { series, tipTitle, tipNotes, formatValue } = latest.current;
      const values = series.map(({ name, values }) => ({ name, value: formatValue(values[index] ?? null) }));
      return { title: tipTitle(index), values, notes: tipNotes?.(index) ?? [] };
    },
  };
}
