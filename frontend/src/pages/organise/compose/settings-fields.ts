import { html, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { checkbox, choiceGroup } from "../../../ui/choices.ts";
import type { MarkingRule } from "../contest/blueprint.ts";
import { markingRules } from "../contest/wording.ts";
import { numberField } from "../fields/number-field.ts";
import type { Draft } from "./draft.ts";

/** What holds for the whole sheet: time, marking, and what is shuffled. `base` is the blueprint. */
export function settingsFields(
  draft: Draft,
  base: string,
  errors: (field: string) => readonly string[],
  set: (change: Partial<Draft>) => unknown,
): TemplateResult {
  return html`${numberField({
    name: `${base}/time_limit_s`,
    label: t("Time for one attempt"),
    hint: t("Counted by the server from the start of the attempt, but never beyond the end of the round."),
    unit: t("minutes"),
    value: Math.round(draft.time_limit_s / 6) / 10,
    min: 1,
    step: "any",
    errors: errors(`${base}/time_limit_s`),
    onInput: (minutes) => set({ time_limit_s: Math.round(minutes * 60) }),
  })}
  ${choiceGroup({
    name: `${base}/marking_rule`,
    legend: t("Marking"),
    type: "radio",
    choices: markingRules(),
    chosen: [draft.marking_rule],
    errors: errors(`${base}/marking_rule`),
    onChange: ([rule]) => set({ marking_rule: rule as MarkingRule }),
  })}
  ${checkbox({
    name: "shuffle_questions",
    label: t("Shuffle the questions"),
    hint: t("Within each section, another order for each participant."),
    checked: draft.shuffle_questions,
    onChange: (on) => set({ shuffle_questions: on }),
  })}
  ${checkbox({
    name: "shuffle_options",
    label: t("Shuffle the options"),
    hint: t("Neighbours then cannot pass each other letters."),
    checked: draft.shuffle_options,
    onChange: (on) => set({ shuffle_options: on }),
  })}`;
}
