import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { PageElement } from "../../../ui/page.ts";
import { labelled, scaleOf, type Step } from "./series.ts";

const HEIGHT = 190;
const LEFT = 48;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 28;
const LABEL_WIDTH = 80;

/**
 * `<wangan-chart .steps=… .label=… .name=…>`: people who started as bars and people who finished as
 * a line. The same figures stand in a table behind it, so it says nothing to a screen reader but
 * its name.
 */
export class Chart extends PageElement {
  static override properties = { steps: { attribute: false }, name: {}, label: { attribute: false } };

  steps: readonly Step[] = [];
  name = "";
  /** How a step's time is written below it. */
  label: (at: string) => string = (at) => at;
  #width = 640;
  readonly #measure = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0 && width !== this.#width) {
      this.#width = width;
      this.requestUpdate();
    }
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  protected override render(): TemplateResult {
    const { steps } = this;
    const scale = scaleOf(steps);
    const width = Math.max(240, this.#width);
    return html`<p class="chart-legend small" aria-hidden="true">
        <span class="legend-bar"></span>${t("Started")} <span class="legend-line"></span>${t("Finished")}
      </p>
      <svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${this.name}>
        ${this.#grid(scale, width)} ${this.#bars(scale, width)} ${this.#line(scale, width)}
        ${this.#labels(width)}
      </svg>`;
  }

  #x(index: number, width: number): number {
    return LEFT + ((width - LEFT - RIGHT) * index) / Math.max(1, this.steps.length);
  }

  #y(count: number, scale: number): number {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / scale);
  }

  #grid(scale: number, width: number): SVGTemplateResult[] {
    return [0, scale / 2, scale].filter(Number.isInteger).map((count) => {
      const y = this.#y(count, scale);
      return svg`<line class="chart-grid" x1=${LEFT} x2=${width - RIGHT} y1=${y} y2=${y} />
        <text x=${LEFT - 6} y=${y + 4} text-anchor="end">${formatNumber(count)}</text>`;
    });
  }

  #bars(scale: number, width: number): SVGTemplateResult[] {
    const step = (width - LEFT - RIGHT) / Math.max(1, this.steps.length);
    return this.steps.map(({ started }, index) => {
      const y = this.#y(started, scale);
      return svg`<rect class="chart-bar" x=${this.#x(index, width) + step * 0.14} y=${y}
        width=${step * 0.72} height=${Math.max(0, HEIGHT - BOTTOM - y)} />`;
    });
  }

  #line(scale: number, width: number): SVGTemplateResult {
    const points = this.steps.map(({ finished }, index) => {
      const x = (this.#x(index, width) + this.#x(index + 1, width)) / 2;
      return `${x.toFixed(1)},${this.#y(finished, scale).toFixed(1)}`;
    });
    return svg`<polyline class="chart-line" points=${points.join(" ")} />
      ${points.length > 12 ? nothing : points.map((point) => {
        const [x, y] = point.split(",");
        return svg`<circle class="chart-dot" cx=${x} cy=${y} r="3" />`;
      })}`;
  }

  #labels(width: number): SVGTemplateResult[] {
    const room = Math.floor((width - LEFT - RIGHT) / LABEL_WIDTH);
    return labelled(this.steps.length, room).map((index) => {
      const middle = (this.#x(index, width) + this.#x(index + 1, width)) / 2;
      const edge = width - RIGHT - LABEL_WIDTH / 2;
      const anchor = middle > edge ? "end" : "middle";
      return svg`<text x=${middle > edge ? width - RIGHT : middle} y=${HEIGHT - 8} text-anchor=${anchor}
        >${this.label(this.steps[index]?.at ?? "")}</text>`;
    });
  }
}

customElements.define("wangan-chart", Chart);
