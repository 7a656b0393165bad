/** How a written number is read: the same rules as `quiz/bank/accepted_numbers.py`. */

export const LONGEST_NUMBER = 40;

const NUMBER = /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?$/;
/** What may become a number when more is typed. */
const BEGINNING = /^[+-]?(\d[\d,]*)?(\.\d*)?(e[+-]?\d{0,3})?$/;

/**
 * `number`: the server reads it as a number. `unfinished`: typing on may make it one. `other`: it
 * is none, such as "五" or "5 元".
 */
export type Reading = "number" | "unfinished" | "other";

/** Full-width digits count as plain ones, commas may group thousands, an exponent may follow. */
export function readNumber(text: string): Reading {
  const written = text.normalize("NFKC").trim().replace(/[−‐‑–]/g, "-").toLowerCase();
  if (written.length > LONGEST_NUMBER) return "other";
  if (NUMBER.test(written) && /^[+-]?[\d.]/.test(written)) return "number";
  return BEGINNING.test(written) && !/^[+-]?e/.test(written) ? "unfinished" : "other";
}
