import { html, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { paired } from "../../core/arranging.ts";
import { languageOf, textIn, type LocalisedText } from "../../core/attempts.ts";
import { t } from "../../core/i18n.ts";
import type { QuestionViewOptions } from "./question-view.ts";

/** Prompts, each with a list to choose its option from. The options stand above in full length. */
export function matchingView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const { prompts, options, position } = question;
  const matched = response.filter((id) => id !== "").length;
  const letter = (index: number): string => String.fromCharCode(65 + index);
  const row = (prompt: LocalisedText, index: number): TemplateResult => {
    const id = `question-${position}-${index}`;
    const chosen = response[index] ?? "";
    return html`<div class="match-row">
      <label for=${id} lang=${languageOf(prompt, language)}>${textIn(prompt, language)}</label>
      <select
        class="input"
        id=${id}
        @change=${(event: Event) =>
          onAnswer(paired(prompts.length, response, index, (event.target as HTMLSelectElement).value))}
      >
        <option value="" .selected=${live(chosen === "")}>${t("Choose …")}</option>
        ${options.map(
          (option, at) =>
            html`<option
              value=${option.id}
              lang=${languageOf(option.text, language)}
              .selected=${live(chosen === option.id)}
            >
              ${letter(at)}. ${textIn(option.text, language)}
            </option>`,
        )}
      </select>
    </div>`;
  };
  return html`<fieldset class="question" ?disabled=${disabled}>
    <legend class="stem" lang=${languageOf(question.stem, language)}>${textIn(question.stem, language)}</legend>
    <p class="field-hint">${t("Choose for each line what belongs to it. Something may belong to several lines, or to none.")}</p>
    <ul class="match-options">
      ${options.map(
        ({ text }, at) =>
          html`<li>
            <span class="letter">${letter(at)}</span><span lang=${languageOf(text, language)}>${textIn(text, language)}</span>
          </li>`,
      )}
    </ul>
    ${prompts.map(row)}
    <p class="small soft">${t("{matched} of {total} matched", { matched, total: prompts.length })}</p>
  </fieldset>`;
}
