import { html, type TemplateResult } from "lit/html.js";
import { t, tn } from "../../../core/i18n.ts";
import { confirmDialog } from "../../../ui/dialog.ts";
import type { Sitting } from "./sitting.ts";

/** Asks before handing in, naming what is unanswered, flagged or not yet saved. */
export function confirmFinish(sitting: Sitting): Promise<boolean> {
  const { unanswered, flagged } = sitting;
  const { waiting } = sitting.save;
  const lines = [
    unanswered > 0
      ? tn("{n} question is not answered.", "{n} questions are not answered.", unanswered)
      : t("All questions are answered."),
  ];
  if (flagged > 0) lines.push(tn("{n} question is flagged.", "{n} questions are flagged.", flagged));
  if (waiting > 0) {
    lines.push(tn("{n} answer still has to be sent.", "{n} answers still have to be sent.", waiting));
  }
  const text: TemplateResult = html`<ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
    <p>${t("Afterwards nothing can be changed.")}</p>`;
  return confirmDialog({
    heading: t("Finish and hand in?"),
    text,
    confirm: t("Hand in"),
    cancel: t("Go on answering"),
  });
}
