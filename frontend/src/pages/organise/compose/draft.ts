/** A blueprint being composed: pure changes of it, and what it adds up to. */
import {
  completed,
  type Bank,
  type Blueprint,
  type DrawSection,
  type NamedSection,
  type Section,
  type SectionSupply,
} from "../contest/blueprint.ts";

// The server's own bounds (`quiz.paper.sections`); it has the last word.
export const MOST_SECTIONS = 20;
export const MOST_QUESTIONS = 200;
export const MOST_POINTS = 100;
export const SHORTEST_LIMIT_S = 10;
export const LONGEST_LIMIT_S = 86_400;

type Settings = Omit<Blueprint, "sections">;

/** A section with a name of its own, which stays with it when sections are moved. */
export interface DraftSection {
  key: number;
  section: Section;
}

export interface Draft {
  marking_rule: Blueprint["marking_rule"];
  time_limit_s: number;
  shuffle_questions: boolean;
  shuffle_options: boolean;
  sections: readonly DraftSection[];
}

export interface Totals {
  questions: number;
  points: number;
}

let lastKey = 0;

function keyed(section: Section): DraftSection {
  lastKey += 1;
  return { key: lastKey, section };
}

/** The draft of a stored blueprint. */
export function draftOf(blueprint: Blueprint): Draft {
  return { ...settingsOf(blueprint), sections: blueprint.sections.map((section) => keyed(completed(section))) };
}

/** A draft of its own that would be stored alike, to be changed apart from the other. */
export function copyOf(draft: Draft): Draft {
  return { ...draft, sections: draft.sections.map(({ section }) => keyed(section)) };
}

/** What the API stores. */
export function blueprintOf(draft: Draft): Settings & { sections: readonly Section[] } {
  return { ...settingsOf(draft), sections: draft.sections.map(({ section }) => section) };
}

function settingsOf(source: Settings): Settings {
  return {
    marking_rule: source.marking_rule,
    time_limit_s: source.time_limit_s,
    shuffle_questions: source.shuffle_questions,
    shuffle_options: source.shuffle_options,
  };
}

/** The bank that one more section takes its questions from until told otherwise: that of the last one, or the fullest. */
export function usualBank(draft: Draft, banks: readonly Bank[]): string | undefined {
  const used = draft.sections.flatMap(({ section }) => (section.kind === "draw" ? [section.bank] : []));
  const fullest = [...banks].sort((one, other) => other.questions - one.questions)[0];
  return used.pop() ?? fullest?.id;
}

/** One more section at the end: ten questions at five points from the whole bank. */
export function withSection(draft: Draft, bank: string): Draft {
  const section: DrawSection = {
    kind: "draw",
    title: null,
    bank,
    topics: [],
    types: [],
    difficulties: [],
    count: 10,
    points: 5,
  };
  return { ...draft, sections: [...draft.sections, keyed(section)] };
}

/** One more section at the end, which asks questions by name. */
export function withNamedSection(draft: Draft): Draft {
  const section: NamedSection = { kind: "named", title: null, questions: [], points: 5 };
  return { ...draft, sections: [...draft.sections, keyed(section)] };
}

export function withoutSection(draft: Draft, key: number): Draft {
  return { ...draft, sections: draft.sections.filter((one) => one.key !== key) };
}

/** What of a section may be changed; its kind stays. */
export type SectionChange = Partial<Omit<DrawSection, "kind">> | Partial<Omit<NamedSection, "kind">>;

/** A section changed in place. */
export function withChange(draft: Draft, key: number, change: SectionChange): Draft {
  return {
    ...draft,
    sections: draft.sections.map((one) =>
      one.key === key ? { key, section: { ...one.section, ...change } } : one,
    ),
  };
}

/** A section moved by some places, as far as there is room. */
export function withMove(draft: Draft, key: number, places: number): Draft {
  const from = draft.sections.findIndex((one) => one.key === key);
  const moved = draft.sections[from];
  if (moved === undefined) return draft;
  const rest = draft.sections.filter((one) => one.key !== key);
  const to = Math.min(Math.max(from + places, 0), rest.length);
  return { ...draft, sections: [...rest.slice(0, to), moved, ...rest.slice(to)] };
}

/** How many questions a section asks. */
export function countOf(section: Section): number {
  return section.kind === "draw" ? section.count : section.questions.length;
}

/** What a section is worth; whole hundredths, so that 0.1 + 0.2 stays 0.3. */
export function pointsOf(section: Section): number {
  return Math.round(countOf(section) * section.points * 100) / 100;
}

export function totalsOf(sections: readonly Section[]): Totals {
  const sum = (of: (section: Section) => number): number =>
    sections.reduce((total, section) => total + (of(section) || 0), 0);
  return { questions: sum(countOf), points: Math.round(sum(pointsOf) * 100) / 100 };
}

/** Whether every section gets its questions in every case; undefined while it is not known. */
export function isSupplied(supply: readonly SectionSupply[] | undefined): boolean | undefined {
  return supply?.every(({ shortfall }) => shortfall === 0);
}

/** Whether two drafts would be stored alike. */
export function sameDraft(one: Draft, other: Draft): boolean {
  return JSON.stringify(blueprintOf(one)) === JSON.stringify(blueprintOf(other));
}
