/** The settings of a contest in plain words. */
import { t } from "../../../core/i18n.ts";
import type { Difficulty, MarkingRule, QuestionType } from "./blueprint.ts";
import type {
  Audience,
  BoardKind,
  NameDisplay,
  Phase,
  ReviewPolicy,
  ScoreRule,
  State,
  TeamRule,
  TieBreak,
} from "./contest.ts";
import { localised, type Texts } from "./texts.ts";

/** One possible value of a setting: what it is called, and what it means. */
export interface Wording<Value extends string> {
  value: Value;
  label: string;
  hint: string;
}

export type BadgeKind = "plain" | "accent" | "good" | "caution" | "bad";

/** Where a contest stands, for a reader who does not tell states from phases. */
export function standing(state: State, phase: Phase): { label: string; kind: BadgeKind } {
  if (state === "draft") return { label: t("Draft"), kind: "plain" };
  if (state === "cancelled") return { label: t("Cancelled"), kind: "bad" };
  if (state === "final") return { label: t("Final"), kind: "accent" };
  if (state === "closed" || phase === "finished") return { label: t("Closed"), kind: "caution" };
  return phase === "open"
    ? { label: t("Open"), kind: "good" }
    : { label: t("Opens soon"), kind: "accent" };
}

export function typeName(type: QuestionType): string {
  const names: Record<QuestionType, string> = {
    single: t("Single choice"),
    multiple: t("Multiple choice"),
    true_false: t("True or false"),
    blank: t("Fill in the blank"),
    numeric: t("Number"),
    ordering: t("Put in order"),
    matching: t("Match"),
  };
  return names[type];
}

export function difficultyName(difficulty: Difficulty): string {
  return { 1: t("Easy"), 2: t("Medium"), 3: t("Hard") }[difficulty];
}

export function markingRules(): Wording<MarkingRule>[] {
  return [
    {
      value: "all_or_nothing",
      label: t("All or nothing"),
      hint: t("A question earns its points only when the answer is completely right."),
    },
    {
      value: "partial",
      label: t("A share for what is right, if nothing is wrong"),
      hint: t(
        "Multiple choice: each right option ticked earns its share, as long as no wrong one is ticked; one wrong tick and the question earns nothing. Matches: the same for each pair. Blanks: each right blank earns its share. An order must be right as a whole.",
      ),
    },
    {
      value: "per_option",
      label: t("Wrong ticks cost as much as right ticks earn"),
      hint: t(
        "Multiple choice: each right option earns its share and each wrong one takes a share away, never below zero. Blanks, matches, places in an order: each right one earns its share.",
      ),
    },
  ];
}

export function audiences(): Wording<Audience>[] {
  return [
    {
      value: "guests",
      label: t("Everybody, also without an account"),
      hint: t("The lowest threshold. Guests can claim their result later by signing up."),
    },
    {
      value: "signed_in",
      label: t("Everybody with an account"),
      hint: t("One account is one entry, which makes attempt limits dependable."),
    },
    {
      value: "organisation",
      label: t("Members of our organisation"),
      hint: t("Only people who are members of one of its units."),
    },
    {
      value: "regions",
      label: t("People of certain regions"),
      hint: t("Decided by the region in a person's profile."),
    },
  ];
}

export function scoreRules(): Wording<ScoreRule>[] {
  return [
    {
      value: "best",
      label: t("Best attempt"),
      hint: t("The highest score counts. Trying again can only help."),
    },
    {
      value: "first",
      label: t("First attempt"),
      hint: t("Only the first attempt counts; later ones are practice."),
    },
    {
      value: "last",
      label: t("Last attempt"),
      hint: t("The latest attempt counts, even where an earlier one was better."),
    },
    {
      value: "sum",
      label: t("Sum of all attempts"),
      hint: t("All scores are added up, so taking part often is rewarded."),
    },
    {
      value: "sum_of_daily_bests",
      label: t("Sum of each day's best"),
      hint: t("The best score of each day counts, and the days are added up."),
    },
    {
      value: "sum_of_round_bests",
      label: t("Sum of each round's best"),
      hint: t("The best score of each round counts, and the rounds are added up. A round somebody does not take adds nothing."),
    },
    {
      value: "sudden_death",
      label: t("Until the first mistake"),
      hint: t("Points count, in the order of the sheet, up to the first question that is not fully right. Of several attempts the best counts."),
    },
  ];
}

export function reviewPolicies(): Wording<ReviewPolicy>[] {
  return [
    {
      value: "after_contest",
      label: t("After the contest"),
      hint: t("Nobody sees keys while others are still answering. Recommended when there is a board."),
    },
    {
      value: "after_finish",
      label: t("Right after finishing"),
      hint: t("Best for learning. Questions can become known to those who come later."),
    },
    {
      value: "never",
      label: t("Never"),
      hint: t("Only the score is shown; the questions can be used again."),
    },
  ];
}

export function tieBreakName(tieBreak: TieBreak): string {
  return { time_used: t("Less time used"), finished_at: t("Finished earlier") }[tieBreak];
}

export function boardKinds(): Wording<BoardKind>[] {
  return [
    { value: "people", label: t("People"), hint: t("Everybody with a finished attempt.") },
    { value: "regions", label: t("Regions"), hint: t("Regions compared by the rule below.") },
    {
      value: "organisations",
      label: t("Organisations"),
      hint: t("Organisations of the participants, compared by the rule below."),
    },
  ];
}

export function teamRules(): Wording<TeamRule>[] {
  return [
    {
      value: "participants",
      label: t("Number of participants"),
      hint: t("Whoever brings most people is first."),
    },
    {
      value: "rate",
      label: t("Participants per head"),
      hint: t("Participants divided by the declared head count, so that small ones stand a chance. For organisations only: regions declare none."),
    },
    {
      value: "mean_top_k",
      label: t("Mean of the best results"),
      hint: t("The mean score of the best people of each region or organisation."),
    },
  ];
}

export function nameDisplays(): Wording<NameDisplay>[] {
  return [
    {
      value: "masked",
      label: t("Masked names"),
      hint: t("Such as 张*. Recommended for public contests."),
    },
    { value: "full", label: t("Full names"), hint: t("Tell participants beforehand.") },
  ];
}

/** What an organisation or bank is called; the API may give one language or both. */
export function nameOf({ name }: { name: Texts | string }): string {
  return typeof name === "string" ? name : localised(name);
}

/** The wording of the value that is set. */
export function labelOf<Value extends string>(wordings: readonly Wording<Value>[], value: Value): string {
  return wordings.find((wording) => wording.value === value)?.label ?? value;
}
