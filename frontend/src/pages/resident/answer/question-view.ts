import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { languageOf, textIn, type Question } from "../../../core/attempts.ts";
import { t, tn } from "../../../core/i18n.ts";
import type { AnswerResponse } from "../../../core/outbox-store.ts";
import { blankParts, choicesOf, type OfferedChoice } from "../../../core/questions.ts";

const LONGEST_TEXT = 200;

export interface QuestionViewOptions {
  question: Question;
  response: AnswerResponse;
  /** The language in which the reader wants questions. */
  language: string;
  disabled: boolean;
  onAnswer: (response: AnswerResponse) => unknown;
}

/** One question with the means to answer it. */
export function questionView(options: QuestionViewOptions): TemplateResult {
  return options.question.type === "blank" ? blankView(options) : choiceView(options);
}

/** What kind of question it is, and what it is worth. */
export function questionKind({ type, points }: Question): string {
  const kinds = {
    single: t("One right answer"),
    multiple: t("Several right answers"),
    true_false: t("True or false"),
    blank: t("Fill in the blank"),
  };
  const worth = points === 1 ? t("1 point") : t("{points} points", { points });
  return `${kinds[type]} · ${worth}`;
}

function choiceView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
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

function blankView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const parts = blankParts(textIn(question.stem, language));
  const blanks = parts.length - 1;
  const written = Array.from({ length: blanks }, (_, index) => String(response[index] ?? ""));
  const changed = (event: Event, index: number): void => {
    // Half-composed pinyin is no answer; the input method's last word comes with `compositionend`.
    if ((event as InputEvent).isComposing) return;
    const next = written.slice();
    next[index] = (event.target as HTMLInputElement).value;
    onAnswer(next.every((text) => text.trim() === "") ? [] : next);
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
    <p class="stem" lang=${languageOf(question.stem, language)}>
      ${parts.map((part, index) => (index === 0 ? part : html`${field(index - 1)}${part}`))}
    </p>
  </fieldset>`;
}
