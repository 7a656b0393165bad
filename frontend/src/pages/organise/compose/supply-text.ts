import { t, tn } from "../../../core/i18n.ts";
import type { SectionSupply } from "../contest/blueprint.ts";

/** What the supply of a section means, in words. */
export function supplyText({ available, required, shortfall }: SectionSupply, first: boolean): string {
  const fitting = tn("{n} question fits", "{n} questions fit", available);
  if (shortfall === 0) return t("{fitting}, {required} needed.", { fitting, required });
  if (available < required || first) {
    return t(
      "{fitting}, {required} needed: {shortfall} too few. Choose more topics, types or difficulties, or ask for fewer questions.",
      { fitting, required, shortfall },
    );
  }
  return t(
    "{fitting}, {required} needed, but the sections above draw from the same questions: in the worst case {shortfall} would be missing. Let the sections draw from different topics, types or difficulties.",
    { fitting, required, shortfall },
  );
}
