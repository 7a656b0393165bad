import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface Pick<Value> {
  value: Value;
  label: string;
  /** How many there are of it. */
  count?: number;
}

export interface PickListOptions<Value> {
  name: string;
  legend: string;
  picks: readonly Pick<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => unknown;
}

/** A short row of boxes to tick, of which none means any. */
export function pickList<Value extends string | number>(options: PickListOptions<Value>): TemplateResult {
  const { picks, chosen } = options;
  const changed = (value: Value, on: boolean): void => {
    const wanted = on ? [...chosen, value] : chosen.filter((other) => other !== value);
    options.onChange(picks.map((pick) => pick.value).filter((one) => wanted.includes(one)));
  };
  return html`<fieldset class="field pick-list">
    <legend>${options.legend}</legend>
    <div class="row">
      ${picks.map(
        ({ value, label, count }) =>
          html`<label class="pick ${chosen.includes(value) ? "chosen" : ""}">
            <input
              type="checkbox"
              name=${options.name}
              value=${value}
              .checked=${live(chosen.includes(value))}
              @change=${(event: Event) => changed(value, (event.target as HTMLInputElement).checked)}
            />
            <span>${label}${count === undefined ? nothing : html` <span class="soft number">${count}</span>`}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}
