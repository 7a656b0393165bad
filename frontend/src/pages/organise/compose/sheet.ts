/** A sheet drawn to be looked at: the only one that carries its keys. */
import type { AcceptedNumber } from "../../../core/attempts.ts";
import type { Schemas } from "../../../core/schemas.ts";

export type PreviewedQuestion = Schemas["PreviewedQuestion"];

/**
 * The verdict; ids of the right options, of all options in order, or of the option of each prompt;
 * the accepted spellings of each blank; or the accepted numbers.
 */
export type Key = boolean | readonly string[] | readonly (readonly string[])[] | readonly AcceptedNumber[];

/** The option ids of a key, in its order; true/false is `["true"]` or `["false"]`. */
export function rightOptions(key: Key): string[] {
  if (typeof key === "boolean") return [String(key)];
  return partsOf(key).flatMap((part) => (typeof part === "string" ? [part] : []));
}

/** The accepted spellings of each blank. */
export function spellings(key: Key): (readonly string[])[] {
  return partsOf(key).filter(isSpellings);
}

/** The accepted numbers of a numeric question. */
export function acceptedNumbers(key: Key): AcceptedNumber[] {
  return partsOf(key).flatMap((part) => (typeof part === "string" || isSpellings(part) ? [] : [part]));
}

type Part = string | readonly string[] | AcceptedNumber;

function partsOf(key: Key): readonly Part[] {
  return typeof key === "boolean" ? [] : key;
}

function isSpellings(part: Part): part is readonly string[] {
  return Array.isArray(part);
}

/** A number that says which sheet was drawn, small enough to be read out on the telephone. */
export function randomSeed(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * 999_999);
}

/** "A", "B", … for the options in the order in which they are shown. */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
