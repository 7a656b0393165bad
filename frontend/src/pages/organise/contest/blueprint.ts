/** How a paper is composed: the blueprint as the API reads and writes it. */
import type { Schemas } from "../../../core/schemas.ts";
import type { Texts } from "./texts.ts";

export const QUESTION_TYPES = [
  "single",
  "multiple",
  "true_false",
  "blank",
  "numeric",
  "ordering",
  "matching",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export const DIFFICULTIES = [1, 2, 3] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

type Stored = Required<Schemas["BlueprintRead"]>;
type StoredSection = Stored["sections"][number];

export type MarkingRule = Stored["marking_rule"];

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

/** As it is stored: what a section leaves out has its default. */
export type Blueprint = Omit<Stored, "title" | "sections"> & { sections: readonly StoredSection[] };

export type Bank = Pick<Schemas["Bank"], "id" | "name" | "questions">;

export type Topic = Omit<Schemas["Topic"], "slug" | "total">;

/** How many published questions of one type and difficulty a topic itself holds. */
export type Cell = Topic["counts"][number];

/** What the bank can supply to one section. */
export type SectionSupply = Schemas["SectionSupply"];

/** A section with nothing left out. */
export function completed(section: StoredSection): Section {
  if (section.kind === "named") return { ...section, title: section.title ?? null };
  const { title = null, topics = [], types = [], difficulties = [] } = section;
  return { ...section, title, topics, types, difficulties };
}
