/** The part of the editor that differs by type: options and what is right. */
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { fieldErrors, selectField, textArea, textField } from "../../../ui/field.ts";
import { announce } from "../../../ui/status.ts";
import type { Texts } from "../contest/texts.ts";
import { textsField } from "../fields/texts-field.ts";
import {
  blankCount,
  freshNumber,
  isArranged,
  movedBy,
  replaced,
  without,
  withoutOption,
  withOption,
  type Draft,
  type DraftNumber,
} from "./draft.ts";

export interface EditorOptions {
  draft: Draft;
  /** What is wrong, by the JSON pointer into the content without its first stroke. */
  errors: (pointer: string) => string[];
  onChange: (draft: Draft) => unknown;
}

const MAX_OPTIONS = { single: 26, multiple: 26, ordering: 12, matching: 26 } as const;

export function answerFields(options: EditorOptions): TemplateResult {
  switch (options.draft.type) {
    case "true_false":
      return verdictField(options);
    case "blank":
      return blankFields(options);
    case "numeric":
      return numberFields(options);
    case "matching":
      return html`${promptFields(options)} ${optionFields(options)}`;
    default:
      return optionFields(options);
  }
}

function verdictField({ draft, errors, onChange }: EditorOptions): TemplateResult {
  return choiceGroup({
    name: "key",
    legend: t("The statement is"),
    type: "radio",
    choices: [
      { value: "true", label: t("True") },
      { value: "false", label: t("False") },
    ],
    chosen: [String(draft.verdict)],
    errors: errors("key"),
    onChange: ([verdict]) => onChange({ ...draft, verdict: verdict === "true" }),
  });
}

function blankFields({ draft, errors, onChange }: EditorOptions): TemplateResult {
  const count = blankCount(draft.stem);
  return html`<fieldset class="texts-field">
    <legend>${t("Accepted answers")}</legend>
    <p class="field-hint">
      ${t("Write ___ (three underscores) into the question where something is to be filled in. Below, one accepted spelling a line, in all languages; case, punctuation and spaces do not matter.")}
    </p>
    ${fieldErrors("field-content/key", errors("key"))}
    ${Array.from({ length: count }, (_, place) =>
      textArea({
        name: `content/key/${place}`,
        label: t("Blank {number}", { number: place + 1 }),
        required: true,
        rows: 2,
        maxlength: 2000,
        value: draft.blanks[place] ?? "",
        errors: errors(`key/${place}`),
        onInput: (text) => {
          const blanks = Array.from({ length: count }, (_unused, at) => draft.blanks[at] ?? "");
          onChange({ ...draft, blanks: replaced(blanks, place, text) });
        },
      }),
    )}
  </fieldset>`;
}

function numberFields({ draft, errors, onChange }: EditorOptions): TemplateResult {
  const change = (place: number, changes: Partial<DraftNumber>): unknown =>
    onChange({
      ...draft,
      numbers: draft.numbers.map((old, at) => (at === place ? { ...old, ...changes } : old)),
    });
  const part = (place: number, name: "value" | "tolerance" | "min" | "max", label: string, required = true): TemplateResult =>
    textField({
      name: `content/key/${place}/${name}`,
      label,
      inputmode: "decimal",
      required,
      maxlength: 40,
      value: draft.numbers[place]?.[name] ?? "",
      errors: errors(`key/${place}/${name}`),
      onInput: (value) => change(place, { [name]: value }),
    });
  return html`<fieldset class="texts-field">
    <legend>${t("Accepted numbers")}</legend>
    ${fieldErrors("field-content/key", errors("key"))}
    ${draft.numbers.map(
      ({ kind }, place) =>
        html`<div class="number-row">
          ${selectField({
            name: `content/key/${place}`,
            label: t("Accept"),
            required: true,
            value: kind,
            options: [
              { value: "near", label: t("a number") },
              { value: "range", label: t("a range") },
            ],
            errors: errors(`key/${place}`),
            onChange: (value) => change(place, { kind: value === "range" ? "range" : "near" }),
          })}
          ${kind === "near"
            ? html`${part(place, "value", t("Number"))} ${part(place, "tolerance", t("Give or take"), false)}`
            : html`${part(place, "min", t("From"))} ${part(place, "max", t("To"))}`}
          ${draft.numbers.length < 2
            ? nothing
            : button({
                label: t("Remove"),
                kind: "quiet",
                description: t("Remove number {number}", { number: place + 1 }),
                onClick: () => onChange({ ...draft, numbers: without(draft.numbers, place) }),
              })}
        </div>`,
    )}
    ${button({
      label: t("Accept another number"),
      onClick: () => onChange({ ...draft, numbers: [...draft.numbers, freshNumber()] }),
    })}
  </fieldset>`;
}

function promptFields({ draft, errors, onChange }: EditorOptions): TemplateResult {
  const set = (place: number, texts: Texts): unknown =>
    onChange({ ...draft, prompts: replaced(draft.prompts, place, texts) });
  return html`<fieldset class="texts-field" id="field-content/prompts">
    <legend>${t("What is to be matched")}</legend>
    ${fieldErrors("field-content/prompts", errors("prompts"))}
    ${draft.prompts.map(
      (prompt, place) =>
        html`<div class="option-row">
          ${textsField({
            name: `content/prompts/${place}`,
            legend: t("Line {number}", { number: place + 1 }),
            texts: prompt,
            maxlength: 2000,
            errors: (name) => errors(name.replace("content/", "")),
            onInput: (texts) => set(place, texts),
          })}
          ${rowActions({
            what: t("line {number}", { number: place + 1 }),
            place,
            count: draft.prompts.length,
            onMove: (by) =>
              onChange({
                ...draft,
                prompts: movedBy(draft.prompts, place, by),
                // The answer belongs to its line and goes with it.
                options: place + by < draft.options.length ? movedBy(draft.options, place, by) : draft.options,
              }),
            onRemove: () => onChange({ ...withoutOption(draft, place), prompts: without(draft.prompts, place) }),
          })}
        </div>`,
    )}
    ${draft.prompts.length >= 12
      ? nothing
      : button({
          label: t("Add a line"),
          onClick: () => {
            const at = draft.prompts.length;
            const answer = { id: "", text: {}, feedback: {} };
            const options = [...draft.options.slice(0, at), answer, ...draft.options.slice(at)];
            onChange({ ...draft, prompts: [...draft.prompts, {}], options });
          },
        })}
  </fieldset>`;
}

function optionFields(options: EditorOptions): TemplateResult {
  const { draft, errors, onChange } = options;
  const most = MAX_OPTIONS[draft.type as keyof typeof MAX_OPTIONS];
  return html`<fieldset class="texts-field" id="field-content/options">
    <legend>${optionsLegend(draft)}</legend>
    ${optionsHint(draft)} ${fieldErrors("field-content/options", errors("options"))}
    ${fieldErrors("field-content/key", errors("key"))}
    ${draft.options.map((_, place) => optionRow(options, place))}
    ${draft.options.length >= most
      ? nothing
      : button({
          label: draft.type === "matching" ? t("Add an answer that fits no line") : t("Add an option"),
          onClick: () => {
            onChange(withOption(draft));
            focusSoon(`field-content/options/${draft.options.length}/text/zh-Hans`);
          },
        })}
  </fieldset>`;
}

function optionsLegend({ type }: Draft): string {
  if (type === "ordering") return t("Items in their right order");
  return type === "matching" ? t("Answers") : t("Options");
}

function optionsHint({ type }: Draft): TemplateResult | typeof nothing {
  if (type === "ordering") {
    return html`<p class="field-hint">${t("The first at the top. Participants see them in another order.")}</p>`;
  }
  if (type !== "matching") return nothing;
  return html`<p class="field-hint">
    ${t("One for each line above, then those that fit none. The same answer may belong to several lines. Participants see them in another order.")}
  </p>`;
}

function optionRow({ draft, errors, onChange }: EditorOptions, place: number): TemplateResult | typeof nothing {
  const option = draft.options[place];
  if (option === undefined) return nothing;
  const { type } = draft;
  const single = type === "single";
  const base = `content/options/${place}`;
  const name = isArranged(type) ? String(place + 1) : String.fromCharCode(65 + place);
  const set = (changes: Partial<typeof option>): unknown =>
    onChange({ ...draft, options: replaced(draft.options, place, { ...option, ...changes }) });
  const choose = (on: boolean): unknown => {
    const others = draft.right.filter((id) => id !== option.id);
    return onChange({ ...draft, right: single ? [option.id] : on ? [...others, option.id] : others });
  };
  return html`<div class="option-row">
    ${textsField({
      name: `${base}/text`,
      legend: optionLegend(draft, place, name),
      texts: option.text,
      maxlength: 2000,
      errors: (pointer) => errors(pointer.replace("content/", "")),
      onInput: (text) => set({ text }),
    })}
    <div class="row option-tools">
      ${isArranged(type)
        ? nothing
        : html`<label class="choice plain"
            ><input
              type=${single ? "radio" : "checkbox"}
              name="right"
              .checked=${draft.right.includes(option.id)}
              @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
            /><span>${t("{name} is right", { name })}</span></label
          >`}
      ${rowActions({
        what: t("option {name}", { name }),
        place,
        count: draft.options.length,
        onMove: (by) => onChange({ ...draft, options: movedBy(draft.options, place, by) }),
        onRemove: () => onChange(withoutOption(draft, place)),
      })}
    </div>
    <details class="more" ?open=${Object.keys(option.feedback).length > 0}>
      <summary>${t("Feedback on {name}", { name })}</summary>
      ${textsField({
        name: `${base}/feedback`,
        legend: t("Why it is right or wrong"),
        texts: option.feedback,
        maxlength: 2000,
        rows: 2,
        errors: (pointer) => errors(pointer.replace("content/", "")),
        onInput: (feedback) => set({ feedback }),
      })}
    </details>
  </div>`;
}

function optionLegend({ type, prompts }: Draft, place: number, name: string): string {
  if (type === "ordering") return t("Place {number}", { number: name });
  if (type !== "matching") return t("Option {name}", { name });
  return place < prompts.length ? t("Answer to line {number}", { number: name }) : t("Fits no line");
}

interface RowActions {
  what: string;
  place: number;
  count: number;
  onMove: (by: -1 | 1) => unknown;
  onRemove: () => unknown;
}

function rowActions({ what, place, count, onMove, onRemove }: RowActions): TemplateResult {
  const move = (label: string, description: string, by: -1 | 1): TemplateResult =>
    button({
      label,
      kind: "quiet",
      description,
      disabled: place + by < 0 || place + by >= count,
      onClick: () => {
        onMove(by);
        announce(t("Moved to place {place} of {total}.", { place: place + by + 1, total: count }));
      },
    });
  return html`<span class="row-actions">
    ${move(t("Up"), t("Move up: {what}", { what }), -1)} ${move(t("Down"), t("Move down: {what}", { what }), 1)}
    ${button({
      label: t("Remove"),
      kind: "quiet",
      description: t("Remove {what}", { what }),
      onClick: () => {
        onRemove();
        announce(t("Removed."));
      },
    })}
  </span>`;
}

/** What was just added is drawn with the next frame. */
function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus());
}
