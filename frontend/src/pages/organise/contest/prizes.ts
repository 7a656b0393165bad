/** The prizes of a contest in plain words. */
import { formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import type { DrawAmong, Prize, PrizeKind, PrizeTies } from "./contest.ts";
import { localised } from "./texts.ts";
import type { Wording } from "./wording.ts";

export function prizeKinds(): Wording<PrizeKind>[] {
  return [
    { value: "place", label: t("By place"), hint: t("Places of the final board of people.") },
    { value: "score", label: t("By score"), hint: t("Whoever reaches a number of points.") },
    { value: "draw", label: t("By lot"), hint: t("Drawn by chance, in a way that everybody can check.") },
  ];
}

export function drawGroups(): Wording<DrawAmong>[] {
  return [
    { value: "finished", label: t("Everybody with a result"), hint: "" },
    { value: "passed", label: t("Everybody who passed"), hint: "" },
  ];
}

export function prizeTies(): Wording<PrizeTies>[] {
  return [
    {
      value: "everybody",
      label: t("Everybody who shares it gets the prize"),
      hint: t("Have a few more prizes ready than there are places."),
    },
    {
      value: "board_order",
      label: t("The order of the board decides"),
      hint: t("There are never more prizes than said, but equal people are treated unlike."),
    },
  ];
}

/** "First prize: places 1 to 10". */
export function prizeText(prize: Prize): string {
  return t("{prize}: {terms}", { prize: localised(prize.title), terms: termsText(prize) });
}

function termsText({ kind, from_place: first, to_place: last, min_score, among, count }: Prize): string {
  if (kind === "place") {
    return first === last ? t("place {place}", { place: last ?? 0 }) : t("places {first} to {last}", { first: first ?? 0, last: last ?? 0 });
  }
  if (kind === "score") {
    const points = formatNumber(min_score ?? 0, 2);
    return count === null
      ? t("everybody with at least {points} points", { points })
      : tn("the best person with at least {points} points", "the {n} best with at least {points} points", count, { points });
  }
  return among === "passed"
    ? tn("{n} drawn by lot among those who passed", "{n} drawn by lot among those who passed", count ?? 0)
    : tn("{n} drawn by lot among those with a result", "{n} drawn by lot among those with a result", count ?? 0);
}
