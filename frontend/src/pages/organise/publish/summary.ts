/** The rules of a contest in plain words, as somebody who takes part will read them. */
import { formatDateTime, formatDuration, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { totalsOf } from "../compose/draft.ts";
import { completed } from "../contest/blueprint.ts";
import type { Contest, Round } from "../contest/contest.ts";
import { prizeText } from "../contest/prizes.ts";
import { roundName } from "../contest/rounds.ts";
import { audiences, boardKinds, labelOf, markingRules, reviewPolicies, scoreRules } from "../contest/wording.ts";

export interface Rule {
  about: string;
  text: string;
}

export function rulesInWords(contest: Contest): Rule[] {
  return [
    { about: t("When"), text: windowText(contest) },
    { about: t("Who"), text: whoText(contest) },
    ...sheetRules(contest),
    { about: t("Attempts"), text: attemptsText(contest) },
    { about: t("What counts"), text: scoreText(contest) },
    { about: t("Right answers"), text: labelOf(reviewPolicies(), contest.review_policy) },
    { about: t("Boards"), text: boardText(contest) },
    ...(contest.prizes.length === 0 ? [] : [{ about: t("Prizes"), text: contest.prizes.map(prizeText).join(t("; ")) }]),
  ];
}

function windowText({ opens_at, closes_at, timezone }: Pick<Contest, "opens_at" | "closes_at" | "timezone">): string {
  return t("{from} to {to}", {
    from: formatDateTime(opens_at, timezone),
    to: formatDateTime(closes_at, timezone),
  });
}

function whoText({ audience, needs_access_code }: Contest): string {
  const who = labelOf(audiences(), audience);
  return needs_access_code ? t("{who}, with an access code", { who }) : who;
}

function sheetRules({ rounds, timezone }: Contest): Rule[] {
  if (rounds.length === 1) return rounds.map((one) => ({ about: t("The sheet"), text: sheetText(one) }));
  return rounds.map((one) => ({
    about: roundName(one),
    text: t("{window}. {sheet}", { window: windowText({ ...one, timezone }), sheet: sheetText(one) }),
  }));
}

function sheetText({ blueprint }: Round): string {
  const { questions, points } = totalsOf(blueprint.sections.map(completed));
  if (questions === 0) return t("Not composed yet");
  return t("{questions}, {points}, in {time}. Marking: {marking}.", {
    questions: tn("{n} question", "{n} questions", questions),
    points: tn("{points} point", "{points} points", points, { points: formatNumber(points, 2) }),
    time: formatDuration(blueprint.time_limit_s * 1000),
    marking: labelOf(markingRules(), blueprint.marking_rule),
  });
}

function attemptsText({ rounds, attempts_total: total, attempts_per_round: perRound, attempts_per_day: perDay }: Contest): string {
  const parts = [
    ...(total === null ? [] : [tn("{n} attempt in all", "{n} attempts in all", total)]),
    ...(perRound === null
      ? []
      : [rounds.length === 1 ? tn("{n} attempt in all", "{n} attempts in all", perRound) : tn("{n} in each round", "{n} in each round", perRound)]),
    ...(perDay === null ? [] : [tn("at most {n} a day", "at most {n} a day", perDay)]),
  ];
  if (total === null && perRound === null) parts.unshift(t("As many as you like"));
  return parts.join(t(", "));
}

function scoreText({ score_rule, pass_mark_percent: mark }: Contest): string {
  const rule = labelOf(scoreRules(), score_rule);
  return mark === null ? rule : t("{rule}. {mark}% of the points is a pass.", { rule, mark });
}

function boardText({ board_kinds, freeze_at, timezone, name_display }: Contest): string {
  if (board_kinds.length === 0) return t("No ranking is shown");
  const kinds = board_kinds.map((kind) => labelOf(boardKinds(), kind)).join(t(", "));
  const parts = [kinds];
  if (board_kinds.includes("people")) {
    parts.push(name_display === "masked" ? t("names are masked") : t("with full names"));
  }
  if (freeze_at !== null) {
    parts.push(t("frozen from {time} until the results are final", { time: formatDateTime(freeze_at, timezone) }));
  }
  return parts.join(t(" · "));
}
