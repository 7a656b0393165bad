/** The rules of a contest in plain words, as somebody who takes part will read them. */
import { formatDateTime, formatDuration, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { totalsOf } from "../compose/draft.ts";
import { completed } from "../contest/blueprint.ts";
import type { Contest } from "../contest/contest.ts";
import { audiences, boardKinds, labelOf, markingRules, reviewPolicies, scoreRules } from "../contest/wording.ts";

export interface Rule {
  about: string;
  text: string;
}

export function rulesInWords(contest: Contest): Rule[] {
  return [
    { about: t("When"), text: windowText(contest) },
    { about: t("Who"), text: whoText(contest) },
    { about: t("The sheet"), text: sheetText(contest) },
    { about: t("Attempts"), text: attemptsText(contest) },
    { about: t("What counts"), text: scoreText(contest) },
    { about: t("Right answers"), text: labelOf(reviewPolicies(), contest.review_policy) },
    { about: t("Boards"), text: boardText(contest) },
  ];
}

function windowText({ opens_at, closes_at, timezone }: Contest): string {
  return t("{from} to {to}", {
    from: formatDateTime(opens_at, timezone),
    to: formatDateTime(closes_at, timezone),
  });
}

function whoText({ audience, needs_access_code }: Contest): string {
  const who = labelOf(audiences(), audience);
  return needs_access_code ? t("{who}, with an access code", { who }) : who;
}

function sheetText({ blueprint }: Contest): string {
  if (blueprint === null) return t("Not composed yet");
  const { questions, points } = totalsOf(blueprint.sections.map(completed));
  return t("{questions}, {points}, in {time}. Marking: {marking}.", {
    questions: tn("{n} question", "{n} questions", questions),
    points: tn("{points} point", "{points} points", points, { points: formatNumber(points, 2) }),
    time: formatDuration(blueprint.time_limit_s * 1000),
    marking: labelOf(markingRules(), blueprint.marking_rule),
  });
}

function attemptsText({ attempts_total: total, attempts_per_day: perDay }: Contest): string {
  const inAll =
    total === null ? t("As many as you like") : tn("{n} attempt in all", "{n} attempts in all", total);
  return perDay === null
    ? inAll
    : t("{attempts}, {perDay}", {
        attempts: inAll,
        perDay: tn("at most {n} a day", "at most {n} a day", perDay),
      });
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
