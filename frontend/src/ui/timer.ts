import { html, type TemplateResult } from "lit/html.js";
import type { ServerClock } from "../core/clock.ts";
import { formatCountdown } from "../core/time-format.ts";
import { t, tn } from "../core/i18n.ts";
import { PlainElement } from "./plain-element.ts";

const SOON_MS = 5 * 60_000;
const LAST_MS = 60_000;

/**
 * `<wangan-timer .clock=… .deadline=…>`: counts down to a deadline by the server's clock.
 *
 * The visible figures are silent; a screen reader hears the remaining minutes at ten, five and one.
 * Dispatches `timeup` once when the deadline passes. Ask the server before believing it when
 * `clock.doubtful`.
 */
export class Timer extends PlainElement {
  clock: ServerClock | undefined;
  deadline = "";
  #ticking: ReturnType<typeof setInterval> | undefined;
  #shown = Infinity;
  #said = "";
  #upFor = "";

  override connectedCallback(): void {
    super.connectedCallback();
    // Four times a second, so that no second is skipped; most ticks change nothing on screen.
    this.#ticking = setInterval(() => this.#tick(), 250);
  }

  disconnectedCallback(): void {
    clearInterval(this.#ticking);
  }

  #left(): number {
    return this.clock === undefined || this.deadline === "" ? Infinity : this.clock.remaining(this.deadline);
  }

  #tick(): void {
    const left = this.#left();
    const seconds = Math.ceil(left / 1000);
    if (seconds === this.#shown) return;
    const minutes = Math.ceil(seconds / 60);
    if (minutes !== Math.ceil(this.#shown / 60) && [10, 5, 1].includes(minutes)) {
      this.#said = tn("{n} minute left", "{n} minutes left", minutes);
    }
    this.#shown = seconds;
    this.requestUpdate();
    // The clock was corrected: there is time left after all.
    if (left > 0) this.#upFor = "";
    if (left === 0 && this.#upFor !== this.deadline) {
      this.#upFor = this.deadline;
      this.dispatchEvent(new CustomEvent("timeup"));
    }
  }

  protected override render(): TemplateResult {
    const left = this.#left();
    const look = left <= LAST_MS ? "last" : left <= SOON_MS ? "soon" : "";
    return html`<span class="timer ${look}" role="timer" aria-label=${t("Time left")} aria-live="off"
        >${left === Infinity ? "–:––" : formatCountdown(left)}</span
      ><span class="visually-hidden" role="status">${this.#said}</span>`;
  }
}

customElements.define("wangan-timer", Timer);
