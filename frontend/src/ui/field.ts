import { html, nothing, type TemplateResult } from "lit/html.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { t } from "../core/i18n.ts";

interface Labelled {
  /** The name in the form and in the API's body; also the base of the element's id. */
  name: string;
  label: string;
  hint?: string | TemplateResult;
  /** What is wrong with the value, from `Form.errors(name)`. */
  errors?: readonly string[];
  required?: boolean;
}

export interface TextFieldOptions extends Labelled {
  value?: string | number;
  type?: "text" | "email" | "tel" | "password" | "number" | "search" | "url" | "date" | "datetime-local";
  autocomplete?: AutoFill;
  inputmode?: "text" | "numeric" | "tel" | "email" | "decimal" | "search";
  maxlength?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  placeholder?: string;
  /** Further classes of the input: `code` for one-time codes. */
  look?: string;
  autofocus?: boolean;
  onInput?: (value: string) => unknown;
}

/** A single-line text field with its label, hint and error. */
export function textField(options: TextFieldOptions): TemplateResult {
  return around(
    options,
    html`<input
      class="input ${options.look ?? ""}"
      id=${idOf(options)}
      name=${options.name}
      type=${options.type ?? "text"}
      .value=${kept(String(options.value ?? ""), options.onInput)}
      ?required=${options.required ?? false}
      ?autofocus=${options.autofocus ?? false}
      autocomplete=${options.autocomplete ?? "off"}
      autocapitalize="none"
      spellcheck="false"
      inputmode=${ifDefined(options.inputmode)}
      maxlength=${ifDefined(options.maxlength)}
      min=${ifDefined(options.min)}
      max=${ifDefined(options.max)}
      step=${ifDefined(options.step)}
      placeholder=${ifDefined(options.placeholder)}
      aria-invalid=${invalid(options)}
      aria-describedby=${describedBy(options)}
      @input=${(event: Event) => options.onInput?.((event.target as HTMLInputElement).value)}
    />`,
  );
}

export interface TextAreaOptions extends Labelled {
  value?: string;
  rows?: number;
  maxlength?: number;
  onInput?: (value: string) => unknown;
}

export function textArea(options: TextAreaOptions): TemplateResult {
  return around(
    options,
    html`<textarea
      class="input"
      id=${idOf(options)}
      name=${options.name}
      rows=${options.rows ?? 4}
      maxlength=${ifDefined(options.maxlength)}
      ?required=${options.required ?? false}
      .value=${kept(options.value ?? "", options.onInput)}
      aria-invalid=${invalid(options)}
      aria-describedby=${describedBy(options)}
      @input=${(event: Event) => options.onInput?.((event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}

export interface Option {
  value: string;
  label: string;
}

export interface SelectFieldOptions extends Labelled {
  value?: string;
  options: readonly Option[];
  onChange?: (value: string) => unknown;
}

export function selectField(options: SelectFieldOptions): TemplateResult {
  const { value = "" } = options;
  return around(
    options,
    html`<select
      class="input"
      id=${idOf(options)}
      name=${options.name}
      ?required=${options.required ?? false}
      aria-invalid=${invalid(options)}
      aria-describedby=${describedBy(options)}
      @change=${(event: Event) => options.onChange?.((event.target as HTMLSelectElement).value)}
    >
      ${options.options.map(
        (option) =>
          html`<option value=${option.value} .selected=${kept(option.value === value, options.onChange)}>
            ${option.label}
          </option>`,
      )}
    </select>`,
  );
}

/**
 * What a control shows: always the given value where changes are reported, and else the given
 * value until somebody types; a form in error must not forget what was typed.
 */
function kept<T>(value: T, report: unknown): unknown {
  return report === undefined ? value : live(value);
}

function around(options: Labelled, control: TemplateResult): TemplateResult {
  const { hint, required = false } = options;
  return html`<div class="field">
    <label for=${idOf(options)}
      >${options.label}${required ? nothing : html` <span class="soft small">${t("(optional)")}</span>`}</label
    >
    ${hint === undefined ? nothing : html`<div class="field-hint" id="${idOf(options)}-hint">${hint}</div>`}
    ${control} ${fieldErrors(idOf(options), options.errors)}
  </div>`;
}

/** The errors of a field, with the id that `aria-describedby` of its control names. */
export function fieldErrors(id: string, errors: readonly string[] = []): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
  return html`<p class="field-error" id="${id}-error">${errors.join(" ")}</p>`;
}

function idOf({ name }: Labelled): string {
  return `field-${name}`;
}

function invalid({ errors = [] }: Labelled): "true" | typeof nothing {
  return errors.length > 0 ? "true" : nothing;
}

function describedBy(options: Labelled): string | typeof nothing {
  const ids = [
    ...(options.hint === undefined ? [] : [`${idOf(options)}-hint`]),
    ...((options.errors ?? []).length === 0 ? [] : [`${idOf(options)}-error`]),
  ];
  return ids.length === 0 ? nothing : ids.join(" ");
}
