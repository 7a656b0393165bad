import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { fieldErrors, textField } from "../../../ui/field.ts";
import type { Audience } from "../contest/contest.ts";
import { audiences } from "../contest/wording.ts";
import { numberField } from "../fields/number-field.ts";
import type { CodeChange } from "./draft.ts";
import "./region-picker.ts";
import { orEmpty, orNull, promised, type RuleFields } from "./rule-fields.ts";

/** Who may take part, and how often. */
export function whoFields(fields: RuleFields): TemplateResult {
  return html`${promised(fields, audienceFields(fields))} ${codeFields(fields)}
    ${promised(fields, attemptFields(fields))}`;
}

function audienceFields(fields: RuleFields): TemplateResult {
  const { draft, set, errors } = fields;
  return html`${choiceGroup({
      name: "audience",
      legend: t("Who may take part"),
      type: "radio",
      choices: audiences(),
      chosen: [draft.audience],
      errors: errors("audience"),
      onChange: ([audience]) => set({ audience: audience as Audience }),
    })}
    ${draft.audience === "regions" ? regionFields(fields) : nothing}`;
}

function attemptFields({ draft, set, errors }: RuleFields): TemplateResult {
  return html`<div class="two-columns">
      ${numberField({
        name: "attempts_total",
        label: t("Attempts in all"),
        hint:
          draft.rounds.length === 1
            ? t("For each person. Empty: as many as they like.")
            : t("For each person, over all rounds. Empty: no limit of its own."),
        value: orEmpty(draft.attempts_total),
        min: 1,
        errors: errors("attempts_total"),
        onInput: (value) => set({ attempts_total: orNull(value) }),
      })}
      ${draft.rounds.length === 1
        ? nothing
        : numberField({
            name: "attempts_per_round",
            label: t("Attempts in each round"),
            hint: t("For each person. Empty: no limit of its own."),
            value: orEmpty(draft.attempts_per_round),
            min: 1,
            errors: errors("attempts_per_round"),
            onInput: (value) => set({ attempts_per_round: orNull(value) }),
          })}
      ${numberField({
        name: "attempts_per_day",
        label: t("Attempts a day"),
        hint: t("For each person. Empty: no daily limit."),
        value: orEmpty(draft.attempts_per_day),
        min: 1,
        errors: errors("attempts_per_day"),
        onInput: (value) => set({ attempts_per_day: orNull(value) }),
      })}
    </div>`;
}

function regionFields({ draft, set, errors }: RuleFields): TemplateResult {
  return html`<fieldset class="field region-field">
    <legend>${t("Regions")}</legend>
    <wangan-region-picker
      .chosen=${draft.regions}
      @picked=${(event: CustomEvent<string[]>) => set({ regions: event.detail })}
    ></wangan-region-picker>
    ${fieldErrors("field-regions", errors("regions"))}
  </fieldset>`;
}

function codeFields({ draft, hasCode, set, errors }: RuleFields): TemplateResult {
  const keep = hasCode
    ? { value: "keep", label: t("Keep the access code that is set") }
    : { value: "keep", label: t("No access code") };
  return html`${choiceGroup({
      name: "access",
      legend: t("Access code"),
      hint: t("For a closed group: whoever enters the contest must know the code."),
      type: "radio",
      choices: [
        keep,
        ...(hasCode ? [{ value: "none", label: t("Remove the access code") }] : []),
        { value: "new", label: hasCode ? t("Set another access code") : t("Ask for an access code") },
      ],
      chosen: [draft.code],
      onChange: ([code]) => set({ code: code as CodeChange }),
    })}
    ${draft.code === "new"
      ? textField({
          name: "access_code",
          label: t("New access code"),
          required: true,
          value: draft.newCode,
          maxlength: 64,
          hint: t("It is stored so that nobody can read it again; write it down."),
          errors: errors("access_code"),
          onInput: (value) => set({ newCode: value }),
        })
      : nothing}`;
}
