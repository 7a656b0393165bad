/** What a draft still needs before it can be published, and what it would be better for. */
import { t } from "../../../core/i18n.ts";
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

/** All checks, in the order of the work. What is missing is what the server found. */
export function checksOf(contest: Contest, now: number): Check[] {
  return [
    titleCheck(contest),
    descriptionCheck(contest),
    ...questionChecks(contest),
    ...ruleChecks(contest, now),
    ...boardAdvice(contest),
  ];
}

/** Whether nothing is missing. */
export function isReady(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== "missing");
}

function titleCheck({ title }: Contest): Check {
  return languagesOf(title).length < LANGUAGES.length
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

function questionChecks({ blueprint, problems }: Contest): Check[] {
  if ((blueprint?.sections ?? []).length === 0) {
    return [{ state: "missing", text: t("No questions have been chosen."), place: "compose" }];
  }
  const found = problems.filter(({ pointer }) => pointer.startsWith("/blueprint"));
  if (found.length === 0) {
    return [{ state: "done", text: t("The bank has enough questions for every section."), place: "compose" }];
  }
  return found.map(({ pointer, detail }) => {
    const section = /\/sections\/(\d+)/.exec(pointer)?.[1];
    const text =
      section === undefined ? detail : t("Section {number}: {problem}", { number: Number(section) + 1, problem: detail });
    return { state: "missing", text, place: "compose" };
  });
}

function ruleChecks({ opens_at, problems }: Contest, now: number): Check[] {
  const found = problems.filter(({ pointer }) => !pointer.startsWith("/blueprint"));
  if (found.length > 0) {
    return found.map(({ detail }) => ({ state: "missing", text: detail, place: "rules" }));
  }
  return [
    Date.parse(opens_at) <= now
      ? { state: "advice", text: t("The contest opens at the moment you publish it."), place: "rules" }
      : { state: "done", text: t("Schedule and rules are complete."), place: "rules" },
  ];
}

function boardAdvice({ board_kinds, review_policy }: Contest): Check[] {
  if (board_kinds.length === 0 || review_policy !== "after_finish") return [];
  return [
    {
      state: "advice",
      text: t("There is a board, and right answers are shown before the contest is over: those who come later can know them."),
      place: "rules",
    },
  ];
}
