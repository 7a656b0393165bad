import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { checkbox, choiceGroup } from "../../../ui/choices.ts";
import { selectField } from "../../../ui/field.ts";
import type { DrawAmong, PrizeKind, PrizeTies } from "../contest/contest.ts";
import { drawGroups, prizeKinds, prizeTies } from "../contest/prizes.ts";
import { localised } from "../contest/texts.ts";
import { numberField } from "../fields/number-field.ts";
import { textsField } from "../fields/texts-field.ts";
import { withoutPrize, withPrize, withPrizeChange, withPrizeMoved, type PrizeDraft } from "./draft.ts";
import { promised, type RuleFields } from "./rule-fields.ts";

export interface PrizeOptions {
  /** How many prizes are public, and so promised. */
  promised: number;
  /** Prizes can still be added. */
  open: boolean;
}

/** What there is to win, in the order in which it is awarded, and what holds for all of it. */
export function prizeFields(fields: RuleFields, options: PrizeOptions): TemplateResult {
  const { draft, set, errors } = fields;
  const { prizes } = draft;
  return html`${prizes.length === 0
      ? html`<p class="soft">${t("There are no prizes.")}</p>`
      : html`<ol class="section-list">
          ${repeat(
            prizes,
            ({ key }) => key,
            (one, place) => prizeCard(fields, options, one, place),
          )}
        </ol>`}
    ${errors("prizes").map((error) => html`<p class="field-error">${error}</p>`)}
    ${options.open
      ? html`<p>${button({ label: t("Add a prize"), onClick: () => set(withPrize(draft)) })}</p>`
      : nothing}
    ${prizes.length === 0 ? nothing : promised(fields, commonFields(fields))}`;
}

function prizeCard(fields: RuleFields, options: PrizeOptions, one: PrizeDraft, place: number): TemplateResult {
  const { draft, set, errors } = fields;
  const name = `prizes/${place}`;
  const title = localised(one.title);
  const heading = title === "" ? t("Prize {number}", { number: place + 1 }) : t("Prize {number}: {title}", { number: place + 1, title });
  const fixed = place < options.promised;
  const change = (to: Partial<PrizeDraft>): unknown => set(withPrizeChange(draft, one.key, to));
  return html`<li class="round-card">
    <div class="row spread section-head">
      <h3>${heading}</h3>
      ${fixed ? nothing : prizeButtons(fields, options, one, place, heading)}
    </div>
    ${textsField({
      name: `${name}/title`,
      legend: t("Name of the prize"),
      texts: one.title,
      maxlength: 100,
      errors,
      onInput: (texts) => change({ title: texts }),
    })}
    <fieldset class="plain-group" ?disabled=${fixed}>
      ${selectField({
        name: `${name}/kind`,
        label: t("Who gets it"),
        required: true,
        value: one.kind,
        hint: prizeKinds().find(({ value }) => value === one.kind)?.hint ?? "",
        options: prizeKinds(),
        errors: errors(`${name}/kind`),
        onChange: (kind) => change({ kind: kind as PrizeKind }),
      })}
      ${termFields(one, name, errors, change)}
    </fieldset>
  </li>`;
}

function prizeButtons(
  { draft, set }: RuleFields,
  options: PrizeOptions,
  one: PrizeDraft,
  place: number,
  heading: string,
): TemplateResult {
  return html`<div class="row section-buttons">
    ${button({
      label: t("Up"),
      kind: "quiet",
      disabled: place <= options.promised,
      description: t("Move up: {section}", { section: heading }),
      onClick: () => set(withPrizeMoved(draft, place, -1)),
    })}
    ${button({
      label: t("Down"),
      kind: "quiet",
      disabled: place === draft.prizes.length - 1,
      description: t("Move down: {section}", { section: heading }),
      onClick: () => set(withPrizeMoved(draft, place, 1)),
    })}
    ${button({
      label: t("Remove"),
      kind: "quiet",
      description: t("Remove: {section}", { section: heading }),
      onClick: () => set(withoutPrize(draft, one.key)),
    })}
  </div>`;
}

function termFields(
  one: PrizeDraft,
  name: string,
  errors: RuleFields["errors"],
  change: (to: Partial<PrizeDraft>) => unknown,
): TemplateResult {
  const number = (field: "from_place" | "to_place" | "count", label: string, hint?: string): TemplateResult =>
    numberField({
      name: `${name}/${field}`,
      label,
      ...(hint === undefined ? {} : { hint }),
      value: one[field],
      min: 1,
      errors: errors(`${name}/${field}`),
      onInput: (value) => change({ [field]: value }),
    });
  if (one.kind === "place") {
    return html`<div class="two-columns">
      ${number("from_place", t("From place"))} ${number("to_place", t("To place"))}
    </div>`;
  }
  if (one.kind === "score") {
    return html`<div class="two-columns">
      ${numberField({
        name: `${name}/min_score`,
        label: t("At least … points"),
        hint: t("The score under the rules above, added up where they add up."),
        value: one.min_score,
        min: 0.01,
        step: "any",
        errors: errors(`${name}/min_score`),
        onInput: (value) => change({ min_score: value }),
      })}
      ${number("count", t("How many at most"), t("Empty: everybody who reaches it."))}
    </div>`;
  }
  return html`<div class="two-columns">
    ${selectField({
      name: `${name}/among`,
      label: t("Drawn among"),
      required: true,
      value: one.among,
      options: drawGroups(),
      errors: errors(`${name}/among`),
      onChange: (among) => change({ among: among as DrawAmong }),
    })}
    ${number("count", t("How many are drawn"))}
  </div>`;
}

function commonFields({ draft, set, errors }: RuleFields): TemplateResult {
  return html`${choiceGroup({
      name: "prize_ties",
      legend: t("Where equal people share the last place of a prize"),
      type: "radio",
      choices: prizeTies(),
      chosen: [draft.prize_ties],
      errors: errors("prize_ties"),
      onChange: ([ties]) => set({ prize_ties: ties as PrizeTies }),
    })}
    ${checkbox({
      name: "several_prizes_each",
      label: t("One person can win several prizes"),
      hint: t("Otherwise who has one is left out of those further down."),
      checked: draft.several_prizes_each,
      onChange: (several_prizes_each) => set({ several_prizes_each }),
    })}
    ${draft.audience === "guests"
      ? checkbox({
          name: "guests_can_win",
          label: t("Guests can win"),
          hint: t("They gave no way to reach them. Otherwise a guest's place is not passed on."),
          checked: draft.guests_can_win,
          onChange: (guests_can_win) => set({ guests_can_win }),
        })
      : nothing}`;
}
