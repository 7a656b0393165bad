import { html, type TemplateResult } from "lit";
import { textArea, textField } from "../../../ui/field.ts";
import { LANGUAGES, LANGUAGE_NAMES, withText, type Texts } from "../contest/texts.ts";

export interface TextsFieldOptions {
  name: string;
  legend: string;
  hint?: string;
  texts: Texts;
  rows?: number;
  maxlength: number;
  /** Errors of a name, asked for the whole and for each language. */
  errors: (name: string) => readonly string[];
  onInput: (texts: Texts) => unknown;
}

/** One text in both languages, side by side where there is room. */
export function textsField(options: TextsFieldOptions): TemplateResult {
  const { name, texts, maxlength } = options;
  // A dialog is not drawn again between the two languages: what was typed in one stays in the other's.
  let latest = texts;
  return html`<fieldset class="texts-field">
    <legend>${options.legend}</legend>
    ${options.hint === undefined ? "" : html`<p class="field-hint">${options.hint}</p>`}
    <div class="two-columns">
      ${LANGUAGES.map((one, index) => {
        const field = {
          name: `${name}/${one}`,
          label: LANGUAGE_NAMES[one],
          value: texts[one] ?? "",
          maxlength,
          // The label already says which languages there are; "optional" twice would be noise.
          required: true,
          errors: [...options.errors(`${name}/${one}`), ...(index === 0 ? options.errors(name) : [])],
          onInput: (text: string) => {
            latest = withText(latest, one, text);
            return options.onInput(latest);
          },
        };
        return html`<div lang=${one}>
          ${options.rows === undefined ? textField(field) : textArea({ ...field, rows: options.rows })}
        </div>`;
      })}
    </div>
  </fieldset>`;
}
