import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { textField } from "../../../ui/field.ts";
import { roundName } from "../contest/rounds.ts";
import { textsField } from "../fields/texts-field.ts";
import { withRound, type RoundDraft } from "./draft.ts";
import { promised, type RuleFields } from "./rule-fields.ts";

/** What can be done with the rounds of a draft; each is stored at once. */
export interface RoundSteps {
  busy: boolean;
  onAdd: () => unknown;
  onMove: (place: number, places: number) => unknown;
  onRemove: (round: RoundDraft) => unknown;
}

/** The rounds of a contest with their windows, in order. */
export function roundFields(fields: RuleFields, steps: RoundSteps): TemplateResult {
  const { rounds } = fields.draft;
  return html`${rounds.length === 1
      ? html`<p class="soft">
          ${t("One round, over the whole time of the contest. Further rounds have questions and a time limit of their own.")}
        </p>`
      : html`<ol class="section-list">
          ${repeat(
            rounds,
            ({ id }) => id,
            (one, place) => roundCard(fields, steps, one, place),
          )}
        </ol>`}
    ${fields.errors("rounds").map((error) => html`<p class="field-error">${error}</p>`)}
    ${fields.locked
      ? nothing
      : html`<p>${button({ label: t("Add a round"), busy: steps.busy, onClick: steps.onAdd })}</p>`}`;
}

function roundCard(fields: RuleFields, steps: RoundSteps, one: RoundDraft, place: number): TemplateResult {
  const { draft, set, errors } = fields;
  const name = `rounds/${place}`;
  const heading = roundName({ number: place + 1, title: one.title });
  const change = (to: Partial<RoundDraft>): unknown => set(withRound(draft, one.id, to));
  return html`<li class="round-card">
    <div class="row spread section-head">
      <h3 id="round-${place + 1}">${heading}</h3>
      ${fields.locked ? nothing : roundButtons(fields, steps, one, place, heading)}
    </div>
    ${promised(
      fields,
      html`<div class="two-columns">
        ${textField({
          name: `${name}/opens_at`,
          label: t("Round opens"),
          type: "datetime-local",
          required: true,
          value: one.opens,
          errors: errors(`${name}/opens_at`),
          onInput: (opens) => change({ opens }),
        })}
        ${textField({
          name: `${name}/closes_at`,
          label: t("Round closes"),
          type: "datetime-local",
          required: true,
          value: one.closes,
          errors: errors(`${name}/closes_at`),
          onInput: (closes) => change({ closes }),
        })}
      </div>`,
    )}
    ${textsField({
      name: `${name}/title`,
      legend: t("Name of the round (optional)"),
      texts: one.title,
      maxlength: 80,
      errors,
      onInput: (title) => change({ title }),
    })}
  </li>`;
}

function roundButtons(
  { draft }: RuleFields,
  { busy, onMove, onRemove }: RoundSteps,
  one: RoundDraft,
  place: number,
  heading: string,
): TemplateResult {
  return html`<div class="row section-buttons">
    ${button({
      label: t("Up"),
      kind: "quiet",
      disabled: busy || place === 0,
      description: t("Move up: {section}", { section: heading }),
      onClick: () => onMove(place, -1),
    })}
    ${button({
      label: t("Down"),
      kind: "quiet",
      disabled: busy || place === draft.rounds.length - 1,
      description: t("Move down: {section}", { section: heading }),
      onClick: () => onMove(place, 1),
    })}
    ${button({
      label: t("Remove"),
      kind: "quiet",
      disabled: busy,
      description: t("Remove: {section}", { section: heading }),
      onClick: () => onRemove(one),
    })}
  </div>`;
}
