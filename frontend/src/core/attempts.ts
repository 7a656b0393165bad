/** Attempts as the API gives them. */
import type { Answer, AnswerResponse } from "./outbox-store.ts";

/** The same text in one or more languages, by BCP 47 tag. */
export type LocalisedText = Readonly<Record<string, string>>;

export type QuestionType =
  | "single"
  | "multiple"
  | "true_false"
  | "blank"
  | "numeric"
  | "ordering"
  | "matching";

/** A question as a participant sees it. */
export interface Question {
  position: number;
  type: QuestionType;
  section: number;
  points: number;
  /** Of a blank question, each run of three or more underscores is a blank. */
  stem: LocalisedText;
  /** What a matching question asks to be matched; empty for all others. */
  prompts: readonly LocalisedText[];
  options: readonly { id: string; text: LocalisedText }[];
  blanks: number;
}

/** `overdue`: closed by the server at the deadline with what was saved. */
export type AttemptState = "open" | "finished" | "overdue";

export interface ContestName {
  slug: string;
  title: string;
}

export interface OpenAttempt {
  id: string;
  contest: ContestName;
  number: number;
  state: "open";
  started_at: string;
  deadline: string;
  server_time: string;
  /** Lets its bearer save answers to this attempt. */
  token: string;
  time_limit_s: number;
  questions: readonly Question[];
  answers: readonly Answer[];
}

export interface ClosedAttempt {
  id: string;
  contest: ContestName;
  state: "finished" | "overdue";
  deadline: string;
  server_time: string;
}

export type Attempt = OpenAttempt | ClosedAttempt;

export interface AttemptResult {
  id: string;
  contest: ContestName & { timezone: string; is_simulated: boolean };
  state: AttemptState;
  number: number;
  /** Null where the contest has only one round. */
  round: { number: number; title: string } | null;
  score: number;
  max_score: number;
  percent: number;
  /** Null where the contest has no pass mark. */
  passed: boolean | null;
  right: number;
  question_count: number;
  time_used_ms: number;
  finished_at: string;
  /** The contest's score rule. */
  counts_for: string;
  /** Whether this attempt is part of the entry's score. */
  counts: boolean;
  best_score: number | null;
  place: { rank: number; of: number; as_of: string } | null;
  board_frozen: boolean;
  prizes: readonly string[];
  review: { allowed: boolean; available_from: string | null };
  /** Null where attempts are not limited. */
  attempts_left: number | null;
}

/** A value that is right, give or take a tolerance, or a range; numbers are decimal texts. */
export type AcceptedNumber = { value: string; tolerance?: string } | { min: string; max: string };

/** A question after the attempt, with what is right and why. */
export interface ReviewedQuestion extends Question {
  /** `feedback`: why this option is right or wrong; may be empty. */
  options: readonly { id: string; text: LocalisedText; feedback: LocalisedText }[];
  response: AnswerResponse;
  /** Like a response; of a blank, the accepted spellings of each; of a number, what is accepted. */
  key: readonly (string | boolean | readonly string[] | AcceptedNumber)[];
  score: number;
  explanation: LocalisedText;
  source: LocalisedText;
  /** What the organiser decided about the question afterwards. */
  ruling: "withdrawn" | "key_corrected" | null;
}

/** The text in a language, or in another where it is missing there. */
export function textIn(text: LocalisedText, language: string): string {
  return text[language] ?? Object.values(text)[0] ?? "";
}

/** The language in which a text is really shown; for the `lang` attribute. */
export function languageOf(text: LocalisedText, language: string): string {
  return text[language] === undefined ? (Object.keys(text)[0] ?? language) : language;
}
