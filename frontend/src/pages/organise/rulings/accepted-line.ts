/** Accepted numbers as lines of text: `5`, `3.14 ± 0.01`, `1 ~ 5`. */
import { acceptedText } from "../../../core/accepted-numbers.ts";
import type { AcceptedNumber } from "../../../core/attempts.ts";
import { readNumber } from "../../../core/numbers.ts";

const TOLERANCE = /\s*(?:±|\+\/-|\+-)\s*/;
/** A dash between two numbers is a range only with spaces around it: 1-5 might be a sum. */
const RANGE = /\s*[~～至]\s*|\s+[–—-]\s+|\s+to\s+|\s*\.\.+\s*/;

/** The lines of a field; what is no number stays in place, to be put right. */
export function linesOf(accepted: readonly AcceptedNumber[]): string {
  return accepted.map(acceptedText).join("\n");
}

/** What the lines say; empty lines are left out. */
export function acceptedFrom(text: string): AcceptedNumber[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(acceptedLine);
}

function acceptedLine(line: string): AcceptedNumber {
  const [value = "", tolerance] = line.split(TOLERANCE, 2);
  if (tolerance !== undefined) return { value, tolerance };
  const [min = "", max] = line.split(RANGE, 2);
  return max === undefined ? { value } : { min, max };
}

/** Whether all its parts are numbers, and the range or tolerance is not upside down. */
export function isAcceptedNumber(accepted: AcceptedNumber): boolean {
  if ("min" in accepted) {
    return isNumber(accepted.min) && isNumber(accepted.max) && plain(accepted.min) <= plain(accepted.max);
  }
  const { value, tolerance = "0" } = accepted;
  return isNumber(value) && isNumber(tolerance) && plain(tolerance) >= 0;
}

function isNumber(text: string): boolean {
  return readNumber(text) === "number";
}

function plain(text: string): number {
  return Number(text.normalize("NFKC").replace(/,/g, "").replace(/[−‐‑–]/g, "-"));
}
