/** Decisions about questions after they were answered. */
import type { Schemas } from "../../../core/schemas.ts";
import { acceptedNumbers, rightOptions, spellings, type Key } from "../compose/sheet.ts";
import { isAcceptedNumber } from "./accepted-line.ts";

export type Ruling = Schemas["Ruling"];
export type RulingKind = Ruling["kind"];

/** A question of the frozen paper, with the key that applies now. */
export type PaperQuestion = Omit<Schemas["RuledQuestion"], "ruling"> & { ruling: RulingKind | null };

/** Who would move under a ruling; `moves` holds the largest changes only. */
export type RemarkPreview = Schemas["RemarkPreview"];
export type Move = Schemas["Move"];

/** A ruling being made. */
export interface Proposal {
  index: number;
  kind: RulingKind;
  key: Key | null;
  reason: string;
}

/** A proposal to withdraw a question, with the present key at hand for a correction. */
export function proposalFor(question: PaperQuestion): Proposal {
  return { index: question.index, kind: "withdrawn", key: question.key, reason: "" };
}

/** What the API is told. */
export function bodyOf({ index, kind, key, reason }: Proposal): object {
  return { rulings: [{ index, kind, ...(kind === "withdrawn" ? {} : { key }) }], reason };
}

/** Whether two proposals change the same scores: their reasons change nobody's. */
export function changesTheSame(one: Proposal, other: Proposal): boolean {
  return JSON.stringify(bodyOf({ ...one, reason: "" })) === JSON.stringify(bodyOf({ ...other, reason: "" }));
}

/** Whether a corrected key can be a key, and is another one than before. */
export function isCorrection(question: PaperQuestion, key: Key | null): boolean {
  if (key === null || !isComplete(question, key)) return false;
  return normalised(question, key) !== normalised(question, question.key);
}

function isComplete({ type, options, prompts }: PaperQuestion, key: Key): boolean {
  const ids = rightOptions(key);
  switch (type) {
    case "true_false":
      return typeof key === "boolean";
    case "single":
      return ids.length === 1;
    case "multiple":
      return ids.length > 0;
    case "blank":
      return spellings(key).length > 0 && spellings(key).every((accepted) => accepted.length > 0);
    case "numeric":
      return acceptedNumbers(key).length > 0 && acceptedNumbers(key).every(isAcceptedNumber);
    case "ordering":
      return new Set(ids).size === options.length;
    case "matching":
      return ids.length === prompts.length && ids.every((id) => id !== "");
  }
}

/** Of choices, only which options are right counts; elsewhere their order does, too. */
function normalised({ type }: PaperQuestion, key: Key): string {
  return JSON.stringify(type === "multiple" ? rightOptions(key).sort() : key);
}

/** The spellings of one blank from a field with one on each line. */
export function spellingsFrom(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** The questions whose text, in any language, holds every word searched for, or has that number. */
export function found(questions: readonly PaperQuestion[], search: string): PaperQuestion[] {
  const words = search.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  return questions.filter(({ index, stem }) => {
    const text = Object.values(stem).join(" ").normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word) || word === String(index + 1));
  });
}
