import { html, type TemplateResult } from "lit";
import { acceptedText } from "../../../core/accepted-numbers.ts";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { selectField, textArea } from "../../../ui/field.ts";
import { acceptedNumbers, rightOptions, spellings, type Key } from "../compose/sheet.ts";
import { localised } from "../contest/texts.ts";
import { acceptedFrom, isAcceptedNumber, linesOf } from "./accepted-line.ts";
import { spellingsFrom, type PaperQuestion } from "./ruling.ts";

export interface KeyFieldsOptions {
  question: PaperQuestion;
  key: Key;
  onChange: (key: Key) => unknown;
}

/** The key of a question, to be corrected. */
export function keyFields({ question, key, onChange }: KeyFieldsOptions): TemplateResult {
  switch (question.type) {
    case "blank":
      return blankFields(key, onChange);
    case "true_false":
      return choiceGroup({
        name: "key",
        legend: t("The right answer"),
        type: "radio",
        choices: [
          { value: "true", label: t("True") },
          { value: "false", label: t("False") },
        ],
        chosen: rightOptions(key),
        onChange: ([verdict]) => onChange(verdict === "true"),
      });
    case "single":
    case "multiple":
      return choiceGroup({
        name: "key",
        legend: question.type === "single" ? t("The right answer") : t("The right answers"),
        type: question.type === "single" ? "radio" : "checkbox",
        choices: question.options.map(({ id, text }) => ({ value: id, label: localised(text) })),
        chosen: rightOptions(key),
        onChange,
      });
    case "numeric":
      return numberField(key, onChange);
    case "ordering":
      return orderFields(question, rightOptions(key), onChange);
    case "matching":
      return pairFields(question, rightOptions(key), onChange);
  }
}

/** What was typed, by the key it was read as: a line that is just begun must not vanish. */
const typed = new WeakMap<object, string>();

function blankFields(key: Key, onChange: (key: Key) => unknown): TemplateResult {
  const blanks = spellings(key);
  return html`${blanks.map((accepted, index) =>
    textArea({
      name: `key/${index}`,
      label: t("Accepted for blank {number}", { number: index + 1 }),
      required: true,
      rows: 3,
      hint: t("One spelling on each line. Case, width and spaces do not matter."),
      value: typed.get(accepted) ?? accepted.join("\n"),
      onInput: (text) => {
        const lines = spellingsFrom(text);
        typed.set(lines, text);
        onChange(blanks.map((one, at) => (at === index ? lines : one)));
      },
    }),
  )}`;
}

function numberField(key: Key, onChange: (key: Key) => unknown): TemplateResult {
  const accepted = acceptedNumbers(key);
  const wrong = accepted.filter((one) => !isAcceptedNumber(one)).map(acceptedText);
  return textArea({
    name: "key",
    label: t("Accepted numbers"),
    required: true,
    rows: 3,
    hint: t("One on each line: 5, or 3.14 ± 0.01, or 1 ~ 5 for everything from 1 to 5."),
    value: (typeof key === "object" ? typed.get(key) : undefined) ?? linesOf(accepted),
    errors: wrong.map((line) => t("This line is not understood: {line}", { line })),
    onInput: (text) => {
      const numbers = acceptedFrom(text);
      typed.set(numbers, text);
      onChange(numbers);
    },
  });
}

/** A place for each item; an item chosen for one place gives its old place to the item it ousts. */
function orderFields({ options }: PaperQuestion, order: string[], onChange: (key: Key) => unknown): TemplateResult {
  const choose = (place: number, id: string): void => {
    const ousted = order[place] ?? id;
    onChange(order.map((one, at) => (at === place ? id : one === id ? ousted : one)));
  };
  return html`<fieldset class="field">
    <legend>${t("The right order")}</legend>
    ${order.map((id, place) =>
      selectField({
        name: `key/${place}`,
        label: t("Place {number}", { number: place + 1 }),
        required: true,
        value: id,
        options: options.map((option) => ({ value: option.id, label: localised(option.text) })),
        onChange: (chosen) => choose(place, chosen),
      }),
    )}
  </fieldset>`;
}

function pairFields(
  { prompts, options }: PaperQuestion,
  pairs: string[],
  onChange: (key: Key) => unknown,
): TemplateResult {
  return html`<fieldset class="field">
    <legend>${t("The right matches")}</legend>
    ${prompts.map((prompt, index) =>
      selectField({
        name: `key/${index}`,
        label: localised(prompt),
        required: true,
        value: pairs[index] ?? "",
        options: options.map((option) => ({ value: option.id, label: localised(option.text) })),
        onChange: (chosen) => onChange(pairs.map((id, at) => (at === index ? chosen : id))),
      }),
    )}
  </fieldset>`;
}
