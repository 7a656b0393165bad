import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { icon } from "../../../ui/icons.ts";
import type { SectionSupply } from "../contest/blueprint.ts";
import { supplyText } from "./supply-text.ts";

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
