import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../../../core/i18n.ts";
import { icon } from "./icons.ts";
import type { Sitting } from "./sitting.ts";

export interface StepsViewOptions {
  sitting: Sitting;
  sheetShown: boolean;
  onGo: (position: number) => unknown;
  onSheet: (shown: boolean) => unknown;
  onFinish: () => unknown;
}

/** The bar within reach of the thumb: back, flag, answer sheet, on. */
export function stepsView(options: StepsViewOptions): TemplateResult {
  const { sitting, sheetShown, onGo } = options;
  const { position } = sitting.question;
  const total = sitting.questions.length;
  const flagged = sitting.isFlagged(position);
  return html`<nav class="answer-steps" aria-label=${t("Questions")}>
    <button class="step" type="button" ?disabled=${position === 0} @click=${() => onGo(position - 1)}>
      ${icon("back")} <span>${t("Previous")}</span>
    </button>
    <button
      class="step ${flagged ? "flagged" : ""}"
      type="button"
      aria-pressed=${flagged ? "true" : "false"}
      @click=${() => sitting.flag(position)}
    >
      ${icon("flag")} <span>${t("Flag")}</span>
    </button>
    <button
      class="step sheet-toggle"
      type="button"
      aria-expanded=${sheetShown ? "true" : "false"}
      aria-controls="sheet"
      @click=${() => options.onSheet(!sheetShown)}
    >
      ${icon("grid")} <span>${t("Sheet")} <span class="number">${total - sitting.unanswered}/${total}</span></span>
    </button>
    ${position === total - 1 ? finishStep(options) : nextStep(options)}
  </nav>`;
}

function nextStep({ sitting, onGo }: StepsViewOptions): TemplateResult {
  return html`<button class="step main" type="button" @click=${() => onGo(sitting.current + 1)}>
    ${icon("forward")} <span>${t("Next")}</span>
  </button>`;
}

function finishStep({ sitting, onFinish }: StepsViewOptions): TemplateResult {
  return html`<button
    class="step main"
    type="button"
    aria-busy=${sitting.stage === "finishing" ? "true" : nothing}
    @click=${onFinish}
  >
    ${icon("check")} <span>${t("Finish")}</span>
  </button>`;
}
