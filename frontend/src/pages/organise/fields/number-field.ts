import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { fieldErrors } from "../../../ui/field.ts";

export interface NumberFieldOptions {
  name: string;
  label: string;
  /** NaN shows an empty field. */
  value: number;
  min?: number;
  max?: number;
  step?: number | "any";
  hint?: string;
  /** What stands behind the field, such as "minutes". */
  unit?: string;
  errors?: readonly string[];
  disabled?: boolean;
  /** Called with NaN while the field is empty or holds no number. */
  onInput: (value: number) => unknown;
}

/** A number from a field's text, NaN where it is none. */
export function numberFrom(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

/** Shows a number, but leaves what somebody is typing alone while it means the same: "2." is 2. */
function show(input: Element | undefined, value: number): void {
  if (!(input instanceof HTMLInputElement) || Object.is(numberFrom(input.value), value)) return;
  input.value = Number.isNaN(value) ? "" : String(value);
}

/** A short field for a number, with its label, hint and error. */
export function numberField(options: NumberFieldOptions): TemplateResult {
  const { name, errors = [] } = options;
  const id = `field-${name}`;
  const described = [
    ...(options.hint === undefined ? [] : [`${id}-hint`]),
    ...(errors.length === 0 ? [] : [`${id}-error`]),
  ].join(" ");
  return html`<div class="field number-field">
    <label for=${id}>${options.label}</label>
    ${options.hint === undefined
      ? nothing
      : html`<div class="field-hint" id="${id}-hint">${options.hint}</div>`}
    <div class="with-unit">
      <input
        class="input"
        id=${id}
        name=${name}
        type="number"
        inputmode=${options.step === "any" ? "decimal" : "numeric"}
        min=${options.min ?? nothing}
        max=${options.max ?? nothing}
        step=${options.step ?? 1}
        autocomplete="off"
        ?disabled=${options.disabled ?? false}
        aria-invalid=${errors.length > 0 ? "true" : nothing}
        aria-describedby=${described === "" ? nothing : described}
        ${ref((input) => show(input, options.value))}
        @input=${(event: Event) => options.onInput(numberFrom((event.target as HTMLInputElement).value))}
      />
      ${options.unit === undefined ? nothing : html`<span class="soft" aria-hidden="true">${options.unit}</span>`}
    </div>
    ${fieldErrors(id, errors)}
  </div>`;
}
