/** What can be told to be wrong with rules before the server is asked. */
import { t } from "../../../core/i18n.ts";
import { fromField, isTimeZone } from "../contest/zoned-time.ts";
import { languagesOf } from "../contest/texts.ts";
import { RULE_OPTIONS, type RulesDraft } from "./draft.ts";

const SHORTEST_CODE = 4;

/** Faults by field, named as the API names them. */
export function faultsOf(draft: RulesDraft): Record<string, string> {
  return {
    ...timeFaults(draft),
    ...roundFaults(draft),
    ...whoFaults(draft),
    ...scoreFaults(draft),
    ...boardFaults(draft),
    ...prizeFaults(draft),
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

function roundFaults({ rounds, opens, closes, timezone }: RulesDraft): Record<string, string> {
  if (rounds.length === 1 || !isTimeZone(timezone)) return {};
  const faults: Record<string, string> = {};
  const at = (value: string): string | null => fromField(value, timezone);
  const [first, last] = [at(opens), at(closes)];
  rounds.forEach((one, place) => {
    const [from, to] = [at(one.opens), at(one.closes)];
    const before = place === 0 ? null : at(rounds[place - 1]?.closes ?? "");
    const name = `rounds/${place}`;
    if (from === null) faults[`${name}/opens_at`] = t("Please give a date and a time.");
    else if (first !== null && from < first) {
      faults[`${name}/opens_at`] = t("The round cannot open before the contest does.");
    } else if (before !== null && from < before) {
      faults[`${name}/opens_at`] = t("The round cannot open before the one before it has closed.");
    }
    if (to === null) faults[`${name}/closes_at`] = t("Please give a date and a time.");
    else if (from !== null && to <= from) {
      faults[`${name}/closes_at`] = t("The round must close after it opens.");
    } else if (last !== null && to > last) {
      faults[`${name}/closes_at`] = t("The round cannot close after the contest does.");
    }
  });
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
  if (!isCountOrNull(draft.attempts_per_round)) faults["attempts_per_round"] = wholeNumber();
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

function prizeFaults({ prizes }: RulesDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  prizes.forEach(({ title, kind, from_place, to_place, min_score, count }, place) => {
    const fault = (field: string, text: string): void => {
      faults[`prizes/${place}/${field}`] = text;
    };
    if (languagesOf(title).length === 0) fault("title", t("Please give the prize a name."));
    if (kind === "place") {
      if (!isCount(from_place)) fault("from_place", t("Please give a whole number from 1."));
      if (!isCount(to_place)) fault("to_place", t("Please give a whole number from 1."));
      else if (to_place < from_place) fault("to_place", t("The last place cannot come before the first."));
    }
    if (kind === "score") {
      const hundredths = Math.round(min_score * 100) / 100;
      if (!(min_score > 0) || Math.abs(min_score - hundredths) > 1e-9) {
        fault("min_score", t("Please give a number of points, with at most two decimals."));
      }
      if (!Number.isNaN(count) && !isCount(count)) fault("count", wholeNumber());
    }
    if (kind === "draw" && !isCount(count)) fault("count", t("Please give a whole number from 1."));
  });
  return faults;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

function isCountOrNull(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 1 && value <= 32_767);
}

function wholeNumber(): string {
  return t("Please give a whole number from 1, or leave it empty.");
}
