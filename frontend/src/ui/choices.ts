import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { fieldErrors } from "./field.ts";

export interface Choice {
  value: string;
  label: string | TemplateResult;
  hint?: string;
  disabled?: boolean;
}

export interface ChoiceGroupOptions {
  name: string;
  legend: string | TemplateResult;
  /** `radio` chooses one, `checkbox` any number. */
  type: "radio" | "checkbox";
  choices: readonly Choice[];
  chosen: readonly string[];
  hint?: string;
  errors?: readonly string[];
  disabled?: boolean;
  /** Called with every chosen value, in the order of `choices`. */
  onChange: (chosen: string[]) => unknown;
}

/** One question with its possible answers, as `fieldset` and `legend`. */
export function choiceGroup(options: ChoiceGroupOptions): TemplateResult {
  const { name, type, choices, chosen } = options;
  const changed = (value: string, on: boolean): void => {
    const next = type === "radio" ? [value] : [...chosen.filter((other) => other !== value), value];
    const wanted = type === "checkbox" && !on ? chosen.filter((other) => other !== value) : next;
    options.onChange(choices.map((choice) => choice.value).filter((v) => wanted.includes(v)));
  };
  const described = [
    ...(options.hint === undefined ? [] : [`choices-${name}-hint`]),
    ...((options.errors ?? []).length === 0 ? [] : [`choices-${name}-error`]),
  ];
  return html`<fieldset
    class="field"
    ?disabled=${options.disabled ?? false}
    aria-describedby=${described.length === 0 ? nothing : described.join(" ")}
  >
    <legend>${options.legend}</legend>
    ${options.hint === undefined
      ? nothing
      : html`<div class="field-hint" id="choices-${name}-hint">${options.hint}</div>`}
    ${choices.map(
      (choice) =>
        html`<label class="choice ${chosen.includes(choice.value) ? "chosen" : ""}">
          <input
            type=${type}
            name=${name}
            value=${choice.value}
            .checked=${live(chosen.includes(choice.value))}
            ?disabled=${choice.disabled ?? false}
            @change=${(event: Event) =>
              changed(choice.value, (event.target as HTMLInputElement).checked)}
          />
          <span
            >${choice.label}${choice.hint === undefined ? nothing : html`<small>${choice.hint}</small>`}</span
          >
        </label>`,
    )}
    ${fieldErrors(`choices-${name}`, options.errors)}
  </fieldset>`;
}

export interface CheckboxOptions {
  name: string;
  label: string | TemplateResult;
  hint?: string;
  checked: boolean;
  errors?: readonly string[];
  onChange: (checked: boolean) => unknown;
}

/** A single yes-or-no choice. */
export function checkbox(options: CheckboxOptions): TemplateResult {
  return html`<div class="field">
    <label class="choice plain ${options.checked ? "chosen" : ""}">
      <input
        type="checkbox"
        name=${options.name}
        .checked=${live(options.checked)}
        aria-describedby=${(options.errors ?? []).length > 0 ? `field-${options.name}-error` : nothing}
        @change=${(event: Event) => options.onChange((event.target as HTMLInputElement).checked)}
      />
      <span
        >${options.label}${options.hint === undefined ? nothing : html`<small>${options.hint}</small>`}</span
      >
    </label>
    ${fieldErrors(`field-${options.name}`, options.errors)}
  </div>`;
}
