/** A sheet drawn to be looked at: the only one that carries its keys. */
import type { Schemas } from "../../../core/schemas.ts";

export type PreviewedQuestion = Schemas["PreviewedQuestion"];

/** Ids of the right options; the verdict; or the accepted spellings of each blank. */
export type Key = boolean | readonly string[] | readonly (readonly string[])[];

/** The ids of the right options of a choice question; true/false is `["true"]` or `["false"]`. */
export function rightOptions(key: Key): string[] {
  if (typeof key === "boolean") return [String(key)];
  return key.flatMap((part) => (typeof part === "string" ? [part] : []));
}

/** The accepted spellings of each blank. */
export function spellings(key: Key): string[][] {
  if (typeof key === "boolean") return [];
  return key.map((part) => (typeof part === "string" ? [part] : [...part]));
}

/** A number that says which sheet was drawn, small enough to be read out on the telephone. */
export function randomSeed(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * 999_999);
}

/** "A", "B", … for the options in the order in which they are shown. */
export function optionLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
