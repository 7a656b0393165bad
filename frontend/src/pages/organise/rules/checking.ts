/** What can be told to be wrong with rules before the server is asked. */
import { t } from "../../../core/i18n.ts";
import { fromField, isTimeZone } from "../contest/zoned-time.ts";
import { RULE_OPTIONS, type RulesDraft } from "./draft.ts";

const SHORTEST_CODE = 4;

/** Faults by field, named as the API names them. */
export function faultsOf(draft: RulesDraft): Record<string, string> {
  return {
    ...timeFaults(draft),
    ...whoFaults(draft),
    ...scoreFaults(draft),
    ...boardFaults(draft),
  };
}

function timeFaults(draft: RulesDraft): Record<string, string> {
  if (!isTimeZone(draft.timezone)) return { timezone: t("This device knows no such time zone.") };
  const faults: Record<string, string> = {};
  const opens = fromField(draft.opens, draft.timezone);
  const closes = fromField(draft.closes, draft.timezone);
  const freeze = fromField(draft.freeze, draft.timezone);
  if (opens === null) faults["opens_at"] = t("Please give a date and a time.");
  if (closes === null) faults["closes_at"] = t("Please give a date and a time.");
  if (opens === null || closes === null) return faults;
  if (closes <= opens) faults["closes_at"] = t("The contest must close after it opens.");
  else if (freeze !== null && (freeze <= opens || freeze > closes)) {
    faults["freeze_at"] = t("The board can only be frozen while the contest is open.");
  }
  return faults;
}

function whoFaults(draft: RulesDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.audience === "regions" && draft.regions.length === 0) {
    faults["regions"] = t("Please choose at least one region.");
  }
  if (draft.code === "new" && draft.newCode.trim().length < SHORTEST_CODE) {
    faults["access_code"] = t("Please give at least {n} characters.", { n: SHORTEST_CODE });
  }
  const { attempts_total: total, attempts_per_day: perDay } = draft;
  if (!isCountOrNull(total)) faults["attempts_total"] = wholeNumber();
  if (!isCountOrNull(perDay)) faults["attempts_per_day"] = wholeNumber();
  else if (total !== null && perDay !== null && perDay > total) {
    faults["attempts_per_day"] = t("This is more than there are attempts in all.");
  }
  return faults;
}

function scoreFaults({ score_rule: rule, score_rule_options: options, pass_mark_percent: mark }: RulesDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  const option = RULE_OPTIONS[rule];
  const value = option === undefined ? undefined : options[option.name];
  if (
    option !== undefined &&
    value !== undefined &&
    !(Number.isInteger(value) && value >= option.min && value <= option.max)
  ) {
    faults[`score_rule_options/${option.name}`] = t("Please give a whole number from {min} to {max}.", { min: option.min, max: option.max });
  }
  if (mark !== null && !(Number.isInteger(mark) && mark >= 1 && mark <= 100)) {
    faults["pass_mark_percent"] = t("Please give a whole number from {min} to {max}.", { min: 1, max: 100 });
  }
  return faults;
}

function boardFaults({ team_rule: rule, top_k: best }: RulesDraft): Record<string, string> {
  if (rule !== "mean_top_k" || (best !== null && Number.isInteger(best) && best >= 1)) return {};
  return { top_k: t("Please say how many of the best results count.") };
}

function isCountOrNull(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 1 && value <= 32_767);
}

function wholeNumber(): string {
  return t("Please give a whole number from 1, or leave it empty.");
}
