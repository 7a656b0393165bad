/** A sheet drawn to be looked at: the only one that carries its keys. */
import type { QuestionType } from "../contest/blueprint.ts";
import type { Texts } from "../contest/texts.ts";

export interface PreviewedQuestion {
  position: number;
  section: number;
  points: number;
  type: QuestionType;
  stem: Texts;
  options: readonly { id: string; text: Texts }[];
  /** Ids of the right options; the verdict; or the accepted spellings of each blank. */
  key: Key;
  explanation: Texts;
  source?: Texts;
}

export type Key = readonly (string | boolean | readonly string[])[] | boolean;

/** The ids of the right options of a choice question; true/false is `["true"]` or `["false"]`. */
export function rightOptions(key: Key): string[] {
  if (typeof key === "boolean") return [String(key)];
  return key.flatMap((part) => (typeof part === "object" ? [] : [String(part)]));
}

/** The accepted spellings of each blank. */
export function spellings(key: Key): string[][] {
  if (typeof key === "boolean") return [];
  return key.flatMap((part) =>
    typeof part === "object" ? [[...part]] : typeof part === "string" ? [[part]] : [],
  );
}

/** A number that says which sheet was drawn, small enough to be read out on the telephone. */
export function randomSeed(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * 999_999);
}

/** "A", "B", … for the options in the order in which they are shown. */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
