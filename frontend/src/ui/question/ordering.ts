import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { inOrder, moved } from "../../core/arranging.ts";
import { languageOf, textIn } from "../../core/attempts.ts";
import { t } from "../../core/i18n.ts";
import type { QuestionViewOptions } from "./question-view.ts";

/** Items to put in order: each goes up or down a step by a button, or to a place by its number. */
export function orderingView({ question, response, language, disabled, onAnswer }: QuestionViewOptions): TemplateResult {
  const items = inOrder(question.options, response);
  const place = (event: Event, control: string, from: number, to: number): void => {
    const text = textIn(items[from]?.text ?? {}, language);
    if (to < 0 || to >= items.length) {
      say(event, t("{item}: already in place {place} of {total}", { item: text, place: from + 1, total: items.length }));
      return;
    }
    onAnswer(moved(items, from, to));
    say(event, t("{item}: now in place {place} of {total}", { item: text, place: to + 1, total: items.length }));
    focusSoon(event, to, control);
  };
  const keep = (event: Event): void => {
    onAnswer(moved(items, 0, 0));
    say(event, t("This order is your answer."));
    focusSoon(event, 0, "place");
  };
  const row = ({ text }: (typeof items)[number], index: number): TemplateResult => {
    const item = textIn(text, language);
    const step = (name: string, label: string, by: -1 | 1, path: string): TemplateResult =>
      html`<button
        class="button order-${name}"
        type="button"
        aria-label=${label}
        aria-disabled=${index + by < 0 || index + by >= items.length ? "true" : nothing}
        @click=${(event: Event) => place(event, name, index, index + by)}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
      </button>`;
    return html`<li class="order-item">
      <select
        class="input order-place"
        aria-label=${t("Place of: {item}", { item })}
        @change=${(event: Event) => place(event, "place", index, (event.target as HTMLSelectElement).selectedIndex)}
      >
        ${items.map((_, at) => html`<option .selected=${live(at === index)}>${at + 1}</option>`)}
      </select>
      <span class="order-text" lang=${languageOf(text, language)}>${item}</span>
      <span class="order-steps">
        ${step("up", t("Move up: {item}", { item }), -1, "M6 15l6-6 6 6")}
        ${step("down", t("Move down: {item}", { item }), 1, "M6 9l6 6 6-6")}
      </span>
    </li>`;
  };
  return html`<fieldset class="question" ?disabled=${disabled}>
    <legend class="stem" lang=${languageOf(question.stem, language)}>${textIn(question.stem, language)}</legend>
    <p class="field-hint">${t("Bring everything into the right order, the first at the top.")}</p>
    <ol class="order-list">
      ${items.map(row)}
    </ol>
    ${response.length > 0
      ? nothing
      : html`<p class="order-open">
          <span>${t("Not answered yet. If everything is in its place already:")}</span>
          <button class="button" type="button" @click=${keep}>${t("Keep this order")}</button>
        </p>`}
    <p class="visually-hidden order-said" role="status"></p>
  </fieldset>`;
}

/** Writes past the template, which leaves this paragraph alone: the words belong to no answer. */
function say(event: Event, text: string): void {
  const region = questionOf(event)?.querySelector(".order-said");
  if (region) region.textContent = text;
}

/** Rows are drawn in place, so the focus would stay where an item was: it follows the item. */
function focusSoon(event: Event, row: number, control: string): void {
  const list = questionOf(event)?.querySelector(".order-list");
  setTimeout(() => list?.children[row]?.querySelector<HTMLElement>(`.order-${control}`)?.focus());
}

function questionOf(event: Event): Element | null {
  return (event.currentTarget as Element).closest(".question");
}
