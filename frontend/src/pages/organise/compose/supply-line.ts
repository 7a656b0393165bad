import { html, nothing, type TemplateResult } from "lit";
import { t, tn } from "../../../core/i18n.ts";
import { icon } from "../../../ui/icons.ts";
import type { SectionSupply } from "../contest/blueprint.ts";

export interface SupplyLineOptions {
  supply: SectionSupply | undefined;
  asking: boolean;
  /** No section above could take questions away. */
  first: boolean;
}

/** Whether the bank has enough for a section, and what to do where it has not. */
export function supplyLine({ supply, asking, first }: SupplyLineOptions): TemplateResult {
  const fits = supply?.shortfall === 0;
  const look = supply === undefined ? "" : fits ? "good" : "caution";
  return html`<p class="supply-line ${look}" role="status" aria-busy=${asking ? "true" : nothing}>
    ${supply === undefined
      ? asking
        ? t("Counting…")
        : nothing
      : html`${icon(fits ? "check" : "warning")}<span>${supplyText(supply, first)}</span>`}
  </p>`;
}

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
