import { html, nothing, type TemplateResult } from "lit/html.js";
import { languageOf, textIn } from "../../core/attempts.ts";
import { t } from "../../core/i18n.ts";
import { LONGEST_NUMBER, readNumber } from "../../core/numbers.ts";
import type { QuestionViewOptions } from "./question-view.ts";

/** A number to write. What is typed is kept as it is, and the reader told where it is no number. */
export function numericView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const written = String(response[0] ?? "");
  const reading = written === "" ? "number" : readNumber(written);
  const id = `question-${question.position}`;
  const changed = (event: Event): void => {
    // Half-composed text is no answer; the input method's last word comes with `compositionend`.
    if ((event as InputEvent).isComposing) return;
    const { value } = event.target as HTMLInputElement;
    onAnswer(value.trim() === "" ? [] : [value]);
  };
  return html`<fieldset class="question" ?disabled=${disabled}>
    <legend class="stem" lang=${languageOf(question.stem, language)}>${textIn(question.stem, language)}</legend>
    <p class="field-hint" id="${id}-hint">${t("Write a number in digits, without its unit: 12 or 3.5.")}</p>
    <input
      class="input number-answer"
      type="text"
      inputmode="decimal"
      aria-label=${t("Your number")}
      aria-describedby="${id}-hint ${id}-note"
      aria-invalid=${reading === "other" ? "true" : nothing}
      maxlength=${LONGEST_NUMBER}
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="next"
      .value=${written}
      @input=${changed}
      @compositionend=${changed}
    />
    <div role="status" class="number-note ${reading}" id="${id}-note">
      ${reading === "number"
        ? nothing
        : html`<p class="field-error">${t("This is not a number yet. It is kept as you wrote it, but cannot be right.")}</p>`}
    </div>
  </fieldset>`;
}
