/** The part of frappe-charts 1.6.2 that `axis-chart.ts` builds on; the package has no types of its own. */
declare module "frappe-charts/src/js/charts/AxisChart.js" {
  export interface AxisData {
    labels: string[];
    datasets: { name: string; chartType: "bar" | "line"; values: (number | null)[] }[];
  }

  export interface AxisOptions {
    type: "axis-mixed" | "line" | "bar";
    data: AxisData;
    height: number;
    colors: string[];
    animate: 0 | 1;
    axisOptions: { xAxisMode: "tick" | "span"; yAxisMode: "tick" | "span"; xIsSeries: 0 | 1 };
    barOptions: { stacked?: 0 | 1; spaceRatio?: number };
    lineOptions: { hideDots?: 0 | 1 };
  }

  /** Positions are pixels from the top left of the draw area. */
  export interface SeriesPositions {
    xPositions: number[];
    yPositions: number[];
    zeroLine: number;
    /** Of bars: how far each is lifted by those below it in the stack. */
    offsets?: number[];
    barWidth?: number;
    /** Of lines. */
    values?: (number | null)[];
  }

  export interface SeriesComponent {
    constants: { index: number };
    makeElements: (positions: SeriesPositions) => SVGElement[];
  }

  export interface Tip {
    container: HTMLElement;
    offset: { x: number; y: number };
    setValues(x: number, y: number, title: unknown, values: unknown, index: number): void;
    showTip(): void;
    hideTip(): void;
  }

  export default class AxisChart {
    constructor(parent: HTMLElement, options: AxisOptions);
    container: HTMLElement;
    rawChartArgs: AxisOptions;
    tip: Tip;
    config: { showLegend: 0 | 1 };
    initTimeout: number;
    height: number;
    measures: {
      margins: { top: number; bottom: number; left: number; right: number };
      paddings: { top: number; bottom: number; left: number; right: number };
    };
    state: { yAxis: { labels: (number | string)[] } };
    components: Map<string, SeriesComponent>;
    prepareFirstData(data: AxisData): AxisData;
    validateColors(colors: string[]): string[];
    setMeasures(): void;
    makeTooltip(): void;
    bindTooltip(): void;
    setupComponents(): void;
    calcYAxisParameters(values: number[], withMinimum?: boolean): void;
    renderLegend(): void;
    update(data: AxisData): void;
    destroy(): void;
  }
}
