import { html, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { textArea } from "../../../ui/field.ts";
import { rightOptions, spellings, type Key } from "../compose/sheet.ts";
import { localised } from "../contest/texts.ts";
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
  }
}

function blankFields(key: Key, onChange: (key: Key) => unknown): TemplateResult {
  const blanks = spellings(key);
  return html`${blanks.map((accepted, index) =>
    textArea({
      name: `key/${index}`,
      label: t("Accepted for blank {number}", { number: index + 1 }),
      required: true,
      rows: 3,
      hint: t("One spelling on each line. Case, width and spaces do not matter."),
      value: accepted.join("\n"),
      onInput: (text) => onChange(blanks.map((one, at) => (at === index ? spellingsFrom(text) : one))),
    }),
  )}`;
}
