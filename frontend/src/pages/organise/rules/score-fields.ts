import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { selectField } from "../../../ui/field.ts";
import type { ReviewPolicy, ScoreRule, TieBreak } from "../contest/contest.ts";
import { reviewPolicies, scoreRules, tieBreakName } from "../contest/wording.ts";
import { numberField } from "../fields/number-field.ts";
import { RULE_OPTIONS, TIE_BREAK_ORDERS, withRuleOption, withScoreRule } from "./draft.ts";
import { orEmpty, orNull, promised, type RuleFields } from "./rule-fields.ts";

/** How attempts make a score, when it is a pass, and when right answers are shown. */
export function scoreFields(fields: RuleFields): TemplateResult {
  const { draft, set, errors } = fields;
  return html`${promised(fields, countingFields(fields))}
    ${choiceGroup({
      name: "review_policy",
      legend: t("Right answers and explanations are shown"),
      type: "radio",
      choices: reviewPolicies(),
      chosen: [draft.review_policy],
      errors: errors("review_policy"),
      onChange: ([policy]) => set({ review_policy: policy as ReviewPolicy }),
    })}`;
}

function countingFields(fields: RuleFields): TemplateResult {
  const { draft, set, errors } = fields;
  const severalRounds = draft.rounds.length > 1;
  return html`${choiceGroup({
      name: "score_rule",
      legend: t("Which attempt counts"),
      type: "radio",
      ...(severalRounds ? { hint: t("Attempts of all rounds are looked at together.") } : {}),
      choices: scoreRules().filter(
        ({ value }) => value !== "sum_of_round_bests" || severalRounds || draft.score_rule === value,
      ),
      chosen: [draft.score_rule],
      errors: errors("score_rule"),
      onChange: ([rule]) => set(withScoreRule(draft, rule as ScoreRule)),
    })}
    ${optionField(fields)}
    ${selectField({
      name: "tie_breaks",
      label: t("Between equal scores"),
      required: true,
      value: draft.tie_breaks.join(" "),
      options: TIE_BREAK_ORDERS.map((order) => ({ value: order.join(" "), label: orderName(order) })),
      hint: t("People who are still equal share a place, and the next place is left out: 1, 2, 2, 4."),
      errors: errors("tie_breaks"),
      onChange: (value) => set({ tie_breaks: value === "" ? [] : (value.split(" ") as TieBreak[]) }),
    })}
    ${numberField({
      name: "pass_mark_percent",
      label: t("Pass mark"),
      unit: "%",
      hint: t("Share of the points that is a pass. Empty: nobody passes or fails."),
      value: orEmpty(draft.pass_mark_percent),
      min: 1,
      max: 100,
      errors: errors("pass_mark_percent"),
      onInput: (value) => set({ pass_mark_percent: orNull(value) }),
    })}`;
}

function optionField({ draft, set, errors }: RuleFields): TemplateResult | typeof nothing {
  const option = RULE_OPTIONS[draft.score_rule];
  if (option === undefined) return nothing;
  const { label, hint } = optionWording(draft.score_rule);
  return numberField({
    name: `score_rule_options/${option.name}`,
    label,
    hint,
    value: orEmpty(draft.score_rule_options[option.name] ?? option.absent),
    min: option.min,
    max: option.max,
    errors: errors(`score_rule_options/${option.name}`),
    onInput: (value) => set(withRuleOption(draft, value)),
  });
}

function optionWording(rule: ScoreRule): { label: string; hint: string } {
  if (rule === "sudden_death") {
    return {
      label: t("Mistakes allowed before counting stops"),
      hint: t("0: the first mistake ends it."),
    };
  }
  return rule === "sum"
    ? { label: t("Only the best … attempts"), hint: t("Empty: all of them.") }
    : { label: t("Only the best … days"), hint: t("Empty: all of them.") };
}

function orderName(order: readonly TieBreak[]): string {
  if (order.length === 0) return t("Nothing: they share the place");
  const [first = "time_used", second] = order;
  if (second === undefined) return tieBreakName(first);
  return first === "time_used"
    ? t("Less time used, then the earlier finish")
    : t("The earlier finish, then less time used");
}
