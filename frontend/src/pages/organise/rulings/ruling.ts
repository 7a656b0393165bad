/** Decisions about questions after they were answered. */
import type { Schemas } from "../../../core/schemas.ts";
import type { Key } from "../compose/sheet.ts";

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

/** Whether a corrected key can be a key, and is another one than before. */
export function isCorrection(question: PaperQuestion, key: Key | null): boolean {
  if (key === null || JSON.stringify(normalised(key)) === JSON.stringify(normalised(question.key))) return false;
  if (typeof key === "boolean") return true;
  if (question.type === "blank") {
    return key.length > 0 && key.every((accepted) => Array.isArray(accepted) && accepted.length > 0);
  }
  return question.type === "single" ? key.length === 1 : key.length > 0;
}

function normalised(key: Key): unknown {
  if (typeof key === "boolean") return key;
  const parts = key.map((part) => (typeof part === "object" ? [...part] : part));
  return parts.some((part) => typeof part === "object") ? parts : parts.map(String).sort();
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
