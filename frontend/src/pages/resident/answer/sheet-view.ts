import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import type { Sitting } from "./sitting.ts";

export interface SheetViewOptions {
  sitting: Sitting;
  onGo: (position: number) => unknown;
  onFinish: () => unknown;
}

/** The answer sheet: every question by its number, and the way to hand in. */
export function sheetView({ sitting, onGo, onFinish }: SheetViewOptions): TemplateResult {
  const total = sitting.questions.length;
  return html`<h2 id="sheet-heading" tabindex="-1">${t("Answer sheet")}</h2>
    <p class="soft">
      ${t("{answered} of {total} answered", { answered: total - sitting.unanswered, total })}${sitting.flagged > 0
        ? html`, ${t("{count} flagged", { count: sitting.flagged })}`
        : nothing}
    </p>
    <ol class="sheet-grid">
      ${sitting.questions.map(({ position }) => html`<li>${cell(sitting, position, onGo)}</li>`)}
    </ol>
    <p class="sheet-key small soft" aria-hidden="true">
      <span><i class="sheet-cell answered"></i> ${t("answered")}</span>
      <span><i class="sheet-cell"></i> ${t("open")}</span>
      <span><i class="sheet-cell flagged"></i> ${t("flagged")}</span>
    </p>
    ${button({
      label: t("Finish"),
      kind: "primary",
      size: "wide",
      busy: sitting.stage === "finishing",
      onClick: onFinish,
    })}`;
}

function cell(sitting: Sitting, position: number, onGo: (position: number) => unknown): TemplateResult {
  const answered = sitting.isAnswered(position);
  const flagged = sitting.isFlagged(position);
  const saved = sitting.savedAs(position);
  const facts = [
    t("Question {number}", { number: position + 1 }),
    answered ? t("answered") : t("not answered"),
    ...(flagged ? [t("flagged")] : []),
    ...(saved === "waiting" ? [t("waiting to be saved")] : []),
    ...(saved === "late" ? [t("too late")] : []),
  ];
  const looks = [answered ? "answered" : "", flagged ? "flagged" : "", saved].join(" ");
  return html`<button
    type="button"
    class="sheet-cell ${looks}"
    aria-label=${facts.join(", ")}
    aria-current=${position === sitting.current ? "true" : nothing}
    @click=${() => onGo(position)}
  >
    ${position + 1}
  </button>`;
}
