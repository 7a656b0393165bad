import type { TemplateResult } from "lit/html.js";
import type { Question, QuestionType } from "../../core/attempts.ts";
import { t } from "../../core/i18n.ts";
import type { AnswerResponse } from "../../core/outbox-store.ts";
import { blankView } from "./blank.ts";
import { choiceView } from "./choice.ts";

export interface QuestionViewOptions {
  question: Question;
  response: AnswerResponse;
  /** The language in which the reader wants questions. */
  language: string;
  disabled: boolean;
  onAnswer: (response: AnswerResponse) => unknown;
}

export type QuestionView = (options: QuestionViewOptions) => TemplateResult;

/** The types that nearly every sheet has. The others are loaded for the sheets that need them. */
const views: Partial<Record<QuestionType, QuestionView>> = {
  single: choiceView,
  multiple: choiceView,
  true_false: choiceView,
  blank: blankView,
};

/** Loads what these questions need to be shown; fails when the server cannot be reached. */
export async function loadQuestionViews(questions: readonly Pick<Question, "type">[]): Promise<void> {
  if (questions.some(({ type }) => views[type] === undefined)) {
    Object.assign(views, (await import("./rare-views.ts")).rareViews);
  }
}

/** One question with the means to answer it; undefined while its view is not loaded. */
export function questionView(options: QuestionViewOptions): TemplateResult | undefined {
  return views[options.question.type]?.(options);
}

/** What kind of question it is, and what it is worth. */
export function questionKind({ type, points }: Pick<Question, "type" | "points">): string {
  const kinds = {
    single: t("One right answer"),
    multiple: t("Several right answers"),
    true_false: t("True or false"),
    blank: t("Fill in the blank"),
    numeric: t("Number"),
    ordering: t("Put in order"),
    matching: t("Match"),
  };
  const worth = points === 1 ? t("1 point") : t("{points} points", { points });
  return `${kinds[type]} · ${worth}`;
}
