import FrappeAxisChart, {
  type AxisData,
  type AxisOptions,
  type SeriesPositions,
} from "frappe-charts/src/js/charts/AxisChart.js";
import { ChartTip, type TipContent } from "./chart-tip.ts";

export interface ChartOptions extends AxisOptions {
  formatY: (value: number) => string;
  describe: (index: number) => TipContent;
}

/**
 * A chart of frappe, drawn to live under a CSP without inline styles: its series carry classes instead of colours,
 * so the style sheet colours them in both themes. Lines break where nothing was measured, and the tip is our own.
 * The base's constructor draws at once, so what the methods need is in the options and not in fields.
 */
export class AxisChart extends FrappeAxisChart {
  declare rawChartArgs: ChartOptions;

  /** The base would show zeros first and the data 700 ms later. */
  override prepareFirstData(data: AxisData): AxisData {
    return data;
  }

  override validateColors(colors: string[]): string[] {
    return colors;
  }

  override setMeasures(): void {
    this.config.showLegend = 0;
    this.initTimeout = 0;
    this.measures.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    this.measures.paddings = { top: 10, bottom: 26, left: 52, right: 20 };
  }

  override renderLegend(): void {}

  override makeTooltip(): void {
    this.tip = new ChartTip(this.container, (index) => this.rawChartArgs.describe(index));
    this.bindTooltip();
  }

  override calcYAxisParameters(values: number[]): void {
    super.calcYAxisParameters(values, false);
    const { formatY } = this.rawChartArgs;
    this.state.yAxis.labels = this.state.yAxis.labels.map((value) => formatY(Number(value)));
  }

  override setupComponents(): void {
    super.setupComponents();
    for (const [key, component] of this.components) {
      const className = `series-${component.constants.index}`;
      if (key.startsWith("barGraph")) component.makeElements = (positions) => drawBars(positions, className);
      if (key.startsWith("lineGraph")) component.makeElements = (positions) => drawLine(positions, className);
    }
  }
}

function drawBars(positions: SeriesPositions, className: string): SVGElement[] {
  const { xPositions, yPositions, zeroLine, offsets = [], barWidth = 1 } = positions;
  const width = Math.max(barWidth, 1);
  return yPositions.map((y, index) => {
    const height = Math.max(zeroLine - y, 0);
    const top = y - (offsets[index] ?? 0);
    return draw("rect", { class: `bar ${className}`, x: xPositions[index] ?? 0, y: top, width, height });
  });
}

/** One stroke per run of values, and a dot where a value stands alone. */
function drawLine({ xPositions, yPositions, values = [] }: SeriesPositions, className: string): SVGElement[] {
  let line = "";
  let dots = "";
  for (const [index, y] of yPositions.entries()) {
    if (isMissing(values[index])) continue;
    const at = `${xPositions[index] ?? 0},${y}`;
    if (!isMissing(values[index - 1])) line += `L${at}`;
    else if (!isMissing(values[index + 1])) line += `M${at}`;
    else dots += `M${at}h.01`;
  }
  return [
    draw("path", { class: `line ${className}`, d: line || "M0,0" }),
    draw("path", { class: `line dots ${className}`, d: dots || "M0,0" }),
  ];
}

function isMissing(value: number | null | undefined): boolean {
  return value === null || value === undefined;
}

function draw(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
