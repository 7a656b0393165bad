/** What a draft still needs before it can be published, and what it would be better for. */
import { t, tn } from "../../../core/i18n.ts";
import type { Contest } from "../contest/contest.ts";
import { roundName } from "../contest/rounds.ts";
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
    ...roundAdvice(contest),
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

function questionChecks({ rounds, problems }: Contest): Check[] {
  return rounds.flatMap((one, place) => {
    const found = problems.filter(({ pointer }) => pointer.startsWith(`/rounds/${place}/blueprint`));
    const told = (text: string): string =>
      rounds.length === 1 ? text : t("{round}: {problem}", { round: roundName(one), problem: text });
    if (one.blueprint.sections.length === 0) {
      return [{ state: "missing", text: told(t("No questions have been chosen.")), place: "compose" }];
    }
    if (found.length === 0) {
      const text = told(t("The bank has enough questions for every section."));
      return [{ state: "done", text, place: "compose" }];
    }
    return found.map(({ pointer, detail }): Check => {
      const section = /\/sections\/(\d+)/.exec(pointer)?.[1];
      const text =
        section === undefined ? detail : t("Section {number}: {problem}", { number: Number(section) + 1, problem: detail });
      return { state: "missing", text: told(text), place: "compose" };
    });
  });
}

function ruleChecks({ opens_at, rounds, problems }: Contest, now: number): Check[] {
  const found = problems.filter(({ pointer }) => !/^\/rounds\/\d+\/blueprint/.test(pointer));
  if (found.length > 0) {
    return found.map(({ pointer, detail }) => {
      const one = rounds[Number(/^\/rounds\/(\d+)/.exec(pointer)?.[1] ?? -1)];
      const text = one === undefined ? detail : t("{round}: {problem}", { round: roundName(one), problem: detail });
      return { state: "missing", text, place: "rules" };
    });
  }
  return [
    Date.parse(opens_at) <= now
      ? { state: "advice", text: t("The contest opens at the moment you publish it."), place: "rules" }
      : { state: "done", text: t("Schedule and rules are complete."), place: "rules" },
  ];
}

function roundAdvice({ rounds, attempts_total: total }: Contest): Check[] {
  if (total === null || total >= rounds.length) return [];
  return [
    {
      state: "advice",
      text: t("There are {rounds} rounds, but nobody has more than {attempts}: not everybody can take all of them.", {
        rounds: rounds.length,
        attempts: tn("{n} attempt in all", "{n} attempts in all", total),
      }),
      place: "rules",
    },
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
