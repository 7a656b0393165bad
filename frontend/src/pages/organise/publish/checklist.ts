/** What a draft still needs before it can be published, and what it would be better for. */
import { t, tn } from "../../../core/i18n.ts";
import type { SectionSupply } from "../contest/blueprint.ts";
import type { Contest } from "../contest/contest.ts";
import { LANGUAGES, languagesOf } from "../contest/texts.ts";
import type { Place } from "../frame/places.ts";

export interface Check {
  /** `advice` does not keep anybody from publishing. */
  state: "done" | "missing" | "advice";
  text: string;
  /** Where it is put right. */
  place: Place;
}

/** All checks, in the order of the work. `supply` is what the bank can give each section. */
export function checksOf(contest: Contest, supply: readonly SectionSupply[], now: number): Check[] {
  return [
    titleCheck(contest),
    descriptionCheck(contest),
    ...questionChecks(contest, supply),
    windowCheck(contest, now),
    ...audienceChecks(contest),
  ];
}

/** Whether nothing is missing. */
export function isReady(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== "missing");
}

function titleCheck({ title }: Contest): Check {
  const languages = languagesOf(title).length;
  if (languages === 0) return { state: "missing", text: t("The contest has no title."), place: "compose" };
  return languages < LANGUAGES.length
    ? { state: "advice", text: t("The title is written in one language only."), place: "compose" }
    : { state: "done", text: t("The title is written in both languages."), place: "compose" };
}

function descriptionCheck({ description }: Contest): Check {
  const languages = languagesOf(description).length;
  if (languages === LANGUAGES.length) {
    return { state: "done", text: t("The description is written in both languages."), place: "compose" };
  }
  return {
    state: "advice",
    text:
      languages === 0
        ? t("There is no description. Say in a few words what the contest is about.")
        : t("The description is written in one language only."),
    place: "compose",
  };
}

function questionChecks({ blueprint }: Contest, supply: readonly SectionSupply[]): Check[] {
  const sections = blueprint?.sections ?? [];
  if (sections.length === 0) {
    return [{ state: "missing", text: t("No questions have been chosen."), place: "compose" }];
  }
  const short = supply.flatMap(({ shortfall }, index) =>
    shortfall === 0 ? [] : [{ number: index + 1, shortfall }],
  );
  if (short.length === 0) {
    return [{ state: "done", text: t("The bank has enough questions for every section."), place: "compose" }];
  }
  return short.map(({ number, shortfall }) => ({
    state: "missing",
    text: tn(
      "Section {number}: {n} question is missing in the bank.",
      "Section {number}: {n} questions are missing in the bank.",
      shortfall,
      { number },
    ),
    place: "compose",
  }));
}

function windowCheck({ opens_at, closes_at }: Contest, now: number): Check {
  if (Date.parse(closes_at) <= now) {
    return { state: "missing", text: t("The contest would be over already."), place: "rules" };
  }
  return Date.parse(opens_at) <= now
    ? { state: "advice", text: t("The contest opens at the moment you publish it."), place: "rules" }
    : { state: "done", text: t("The contest opens and closes in the future."), place: "rules" };
}

function audienceChecks({ audience, regions, board_kinds, review_policy }: Contest): Check[] {
  const checks: Check[] = [];
  if (audience === "regions" && regions.length === 0) {
    checks.push({ state: "missing", text: t("No region has been chosen."), place: "rules" });
  }
  if (board_kinds.length > 0 && review_policy === "after_finish") {
    checks.push({
      state: "advice",
      text: t("There is a board, and right answers are shown before the contest is over: those who come later can know them."),
      place: "rules",
    });
  }
  return checks;
}
