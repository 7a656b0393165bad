/** A contest's rules while they are edited: times as wall clock, empty fields as what they mean. */
import type { Configuration, Contest, ScoreRule, TieBreak } from "../contest/contest.ts";
import { fromField, toField } from "../contest/zoned-time.ts";

/** What happens to the access code when the rules are saved. The stored one cannot be read. */
export type CodeChange = "keep" | "none" | "new";

export interface RulesDraft extends Configuration {
  /** `datetime-local` values in `timezone`; "" for none. */
  opens: string;
  closes: string;
  freeze: string;
  code: CodeChange;
  newCode: string;
}

/** Options of each score rule: their lowest and highest value, and what leaving them out means. */
export const RULE_OPTIONS: Readonly<
  Partial<Record<ScoreRule, { name: string; min: number; max: number; absent: number | undefined }>>
> = {
  sum: { name: "best_of", min: 1, max: 1000, absent: undefined },
  sum_of_daily_bests: { name: "best_of", min: 1, max: 366, absent: undefined },
  sudden_death: { name: "mistakes_allowed", min: 0, max: 20, absent: 0 },
};

/** The orders in which tie-breaks can apply, from the usual one to none. */
export const TIE_BREAK_ORDERS: readonly (readonly TieBreak[])[] = [
  ["time_used", "finished_at"],
  ["finished_at", "time_used"],
  ["time_used"],
  ["finished_at"],
  [],
];

export function draftOf(contest: Contest): RulesDraft {
  const { timezone } = contest;
  return {
    slug: contest.slug,
    opens: toField(contest.opens_at, timezone),
    closes: toField(contest.closes_at, timezone),
    freeze: toField(contest.freeze_at, timezone),
    timezone,
    audience: contest.audience,
    regions: contest.regions,
    code: "keep",
    newCode: "",
    attempts_total: contest.attempts_total,
    attempts_per_day: contest.attempts_per_day,
    score_rule: contest.score_rule,
    score_rule_options: contest.score_rule_options,
    tie_breaks: contest.tie_breaks,
    pass_mark_percent: contest.pass_mark_percent,
    review_policy: contest.review_policy,
    board_kinds: contest.board_kinds,
    team_rule: contest.team_rule,
    top_k: contest.top_k,
    name_display: contest.name_display,
  };
}

/** The draft with another score rule, whose options start at their defaults. */
export function withScoreRule(draft: RulesDraft, rule: ScoreRule): RulesDraft {
  return { ...draft, score_rule: rule, score_rule_options: {} };
}

/** The draft with the option of its score rule set; NaN or the default leaves it out. */
export function withRuleOption(draft: RulesDraft, value: number): RulesDraft {
  const option = RULE_OPTIONS[draft.score_rule];
  if (option === undefined) return draft;
  const left = Number.isNaN(value) || value === option.absent;
  return { ...draft, score_rule_options: left ? {} : { [option.name]: value } };
}

/**
 * What the API is to change: the fields that differ between two drafts, by their names there. Times
 * are sent when the wall clock or the time zone changed.
 */
export function changesBetween(before: RulesDraft, after: RulesDraft): Record<string, unknown> {
  const written = bodyOf(after);
  const stored = bodyOf(before);
  const changed = Object.keys(written).filter(
    (field) => JSON.stringify(written[field]) !== JSON.stringify(stored[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, written[field]]));
}

function bodyOf(draft: RulesDraft): Record<string, unknown> {
  const { opens, closes, freeze, code, newCode, ...rest } = draft;
  return {
    ...rest,
    regions: draft.audience === "regions" ? draft.regions : [],
    top_k: draft.team_rule === "mean_top_k" ? draft.top_k : null,
    opens_at: fromField(opens, draft.timezone),
    closes_at: fromField(closes, draft.timezone),
    freeze_at: freeze === "" ? null : fromField(freeze, draft.timezone),
    ...(code === "keep" ? {} : { access_code: code === "new" ? newCode.trim() : "" }),
  };
}

/** Whether there is anything to save. */
export function isChanged(before: RulesDraft, after: RulesDraft): boolean {
  return Object.keys(changesBetween(before, after)).length > 0;
}
