/** The numbers that are right, as a question pack has them. */
import type { AcceptedNumber } from "./attempts.ts";

/** "5", "3.14 ± 0.01" or "1 – 5"; the numbers as their author wrote them. */
export function acceptedText(accepted: AcceptedNumber): string {
  if ("min" in accepted) return `${accepted.min} – ${accepted.max}`;
  return accepted.tolerance === undefined ? accepted.value : `${accepted.value} ± ${accepted.tolerance}`;
}
