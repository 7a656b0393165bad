/** How a paper is composed: the blueprint as the API reads and writes it. */
import type { Texts } from "./texts.ts";

export const QUESTION_TYPES = ["single", "multiple", "true_false", "blank"] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export const DIFFICULTIES = [1, 2, 3] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export type MarkingRule = "all_or_nothing" | "partial" | "per_option";

/** Draws `count` questions from a bank; an empty filter means no restriction. */
export interface DrawSection {
  kind: "draw";
  title: Texts | null;
  bank: string;
  topics: readonly string[];
  types: readonly QuestionType[];
  difficulties: readonly Difficulty[];
  count: number;
  points: number;
}

/** Asks exactly these questions. */
export interface NamedSection {
  kind: "named";
  title: Texts | null;
  questions: readonly string[];
  points: number;
}

export type Section = DrawSection | NamedSection;

export interface Blueprint {
  marking_rule: MarkingRule;
  time_limit_s: number;
  shuffle_questions: boolean;
  shuffle_options: boolean;
  sections: readonly Section[];
}

export interface Bank {
  id: string;
  slug: string;
  name: Texts | string;
  questions?: number;
}

/** How many published questions of one type and difficulty a topic itself holds. */
export interface Cell {
  type: QuestionType;
  difficulty: Difficulty;
  count: number;
}

export interface Topic {
  id: string;
  parent: string | null;
  name: Texts | string;
  counts: readonly Cell[];
}

/** What the bank can supply to one section. */
export interface SectionSupply {
  available: number;
  required: number;
  /** How many may be missing once the sections above have drawn. */
  shortfall: number;
}
