import type { Tip } from "frappe-charts/src/js/charts/AxisChart.js";

export interface TipContent {
  title: string;
  /** One line per series, in the order of the series. */
  values: { name: string; value: string }[];
  /** What else happened there. */
  notes: string[];
}

/** What the pointer is at: a hairline through the chart and the values beside it. */
export class ChartTip implements Tip {
  readonly container = element("div", "chart-tip");
  offset = { x: 0, y: 0 };
  readonly #line = element("div", "chart-line");
  readonly #parent: HTMLElement;
  readonly #describe: (index: number) => TipContent;
  #at = 0;

  constructor(parent: HTMLElement, describe: (index: number) => TipContent) {
    this.#parent = parent;
    this.#describe = describe;
    this.hideTip();
    parent.append(this.#line, this.container);
    parent.addEventListener("mouseleave", () => this.hideTip());
  }

  setValues(x: number, _y: number, _title: unknown, _values: unknown, index: number): void {
    const { title, values, notes } = this.#describe(index);
    const list = element("ul", "chart-tip-values");
    list.append(
      ...values.map(({ name, value }, series) => {
        const line = element("li", "");
        line.append(
          element("span", `swatch series-${series}`),
          element("span", "", name),
          element("b", "", value),
        );
        return line;
      }),
    );
    this.container.replaceChildren(
      element("strong", "", title),
      list,
      ...notes.map((note) => element("p", "", note)),
    );
    this.#at = x;
  }

  showTip(): void {
    this.container.hidden = this.#line.hidden = false;
    const { offsetWidth } = this.container;
    const fitsRight = this.#at + 12 + offsetWidth <= this.#parent.offsetWidth;
    const left = fitsRight ? this.#at + 12 : Math.max(0, this.#at - 12 - offsetWidth);
    this.container.style.transform = `translateX(${left}px)`;
    this.#line.style.transform = `translateX(${this.#at}px)`;
  }

  hideTip(): void {
    this.container.hidden = this.#line.hidden = true;
  }
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
