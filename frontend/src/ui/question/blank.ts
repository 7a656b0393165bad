import { html, type TemplateResult } from "lit/html.js";
import { languageOf, textIn } from "../../core/attempts.ts";
import { t, tn } from "../../core/i18n.ts";
import { blankParts } from "../../core/questions.ts";
import type { QuestionViewOptions } from "./question-view.ts";

const LONGEST_TEXT = 200;

/** Text fields in the stem, where its blanks are. */
export function blankView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const parts = blankParts(textIn(question.stem, language));
  const written = parts.slice(1).map((_, index) => String(response[index] ?? ""));
  const blanks = written.length;
  const changed = (event: Event, index: number): void => {
    // Half-composed pinyin is no answer; the input method's last word comes with `compositionend`.
    if ((event as InputEvent).isComposing) return;
    const next = written.slice();
    next[index] = (event.target as HTMLInputElement).value;
    onAnswer(next.join("").trim() === "" ? [] : next);
  };
  const field = (index: number): TemplateResult =>
    html`<input
      class="input blank"
      type="text"
      aria-label=${t("Blank {number} of {count}", { number: index + 1, count: blanks })}
      maxlength=${LONGEST_TEXT}
      autocomplete="off"
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      enterkeyhint="next"
      .value=${written[index] ?? ""}
      @input=${(event: Event) => changed(event, index)}
      @compositionend=${(event: Event) => changed(event, index)}
    />`;
  return html`<fieldset class="question" ?disabled=${disabled}>
    <legend class="field-hint">${tn("Write the missing text.", "Fill in all {n} blanks.", blanks)}</legend>
    <p class="stem" lang=${languageOf(question.stem, language)}
      >${parts.map((part, index) => (index === 0 ? part : html`${field(index - 1)}${part}`))}</p
    >
  </fieldset>`;
}
