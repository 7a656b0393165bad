import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { textField } from "../../../ui/field.ts";
import type { BoardKind, NameDisplay, TeamRule } from "../contest/contest.ts";
import { boardKinds, nameDisplays, teamRules } from "../contest/wording.ts";
import { numberField } from "../fields/number-field.ts";
import { orEmpty, orNull, type RuleFields } from "./rule-fields.ts";

/** What is ranked, how, and what the public sees of it. */
export function boardFields(fields: RuleFields): TemplateResult {
  const { draft, set, errors } = fields;
  const people = draft.board_kinds.includes("people");
  const teams = draft.board_kinds.some((kind) => kind !== "people");
  return html`${choiceGroup({
      name: "board_kinds",
      legend: t("Boards"),
      hint: t("None ticked: no ranking is shown to anybody."),
      type: "checkbox",
      choices: boardKinds(),
      chosen: draft.board_kinds,
      errors: errors("board_kinds"),
      onChange: (kinds) => set({ board_kinds: kinds as BoardKind[] }),
    })}
    ${teams ? teamFields(fields) : nothing}
    ${people
      ? choiceGroup({
          name: "name_display",
          legend: t("Names on the board"),
          type: "radio",
          choices: nameDisplays(),
          chosen: [draft.name_display],
          errors: errors("name_display"),
          onChange: ([display]) => set({ name_display: display as NameDisplay }),
        })
      : nothing}
    ${draft.board_kinds.length > 0
      ? textField({
          name: "freeze_at",
          label: t("Freeze the public board from"),
          type: "datetime-local",
          value: draft.freeze,
          hint: t("From then on the public board stands still until the results are final. Everybody goes on seeing their own score, and organisers see everything."),
          errors: errors("freeze_at"),
          onInput: (value) => set({ freeze: value }),
        })
      : nothing}`;
}

function teamFields({ draft, set, errors }: RuleFields): TemplateResult {
  return html`${choiceGroup({
      name: "team_rule",
      legend: t("How regions and organisations are compared"),
      type: "radio",
      choices: teamRules(),
      chosen: [draft.team_rule],
      errors: errors("team_rule"),
      onChange: ([rule]) => set({ team_rule: rule as TeamRule }),
    })}
    ${draft.team_rule === "mean_top_k"
      ? numberField({
          name: "top_k",
          label: t("How many of the best results count"),
          hint: t("A team with fewer results gets 0 for each that is missing, so that one good result alone does not win."),
          value: orEmpty(draft.top_k),
          min: 1,
          errors: errors("top_k"),
          onInput: (value) => set({ top_k: orNull(value) }),
        })
      : nothing}`;
}
