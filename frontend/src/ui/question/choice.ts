import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { languageOf, textIn } from "../../core/attempts.ts";
import { t } from "../../core/i18n.ts";
import { choicesOf, type OfferedChoice } from "../../core/questions.ts";
import type { QuestionViewOptions } from "./question-view.ts";

/** One or several options to choose, or a statement to judge. */
export function choiceView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const multiple = question.type === "multiple";
  const choices = choicesOf(question);
  const chosen = (choice: OfferedChoice): boolean => response.includes(choice.value);
  const changed = (choice: OfferedChoice, on: boolean): void => {
    if (!multiple) onAnswer([choice.value]);
    else onAnswer(choices.filter((other) => (other === choice ? on : chosen(other))).map(({ value }) => value));
  };
  return html`<fieldset class="question" ?disabled=${disabled}>
    <legend class="stem" lang=${languageOf(question.stem, language)}>${textIn(question.stem, language)}</legend>
    ${multiple
      ? html`<p class="field-hint">${t("Several answers may be right: choose all that apply.")}</p>`
      : nothing}
    ${choices.map(
      (choice, index) => html`<label class="choice option ${chosen(choice) ? "chosen" : ""}">
        <input
          type=${multiple ? "checkbox" : "radio"}
          name="question-${question.position}"
          .checked=${live(chosen(choice))}
          @change=${(event: Event) => changed(choice, (event.target as HTMLInputElement).checked)}
        /><span class="letter" aria-hidden="true">${String.fromCharCode(65 + index)}</span
        ><span lang=${languageOf(choice.text, language)}>${textIn(choice.text, language)}</span>
      </label>`,
    )}
  </fieldset>`;
}
