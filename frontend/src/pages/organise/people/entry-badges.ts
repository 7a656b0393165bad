import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import type { Entry } from "./entry.ts";
import { ORDINARY_PERCENT } from "./extra-time.ts";

/** What is special about an entry, in a word or two each. */
export function entryBadges(entry: Entry): TemplateResult | typeof nothing {
  const badges = [
    ...(entry.disqualified_at === null ? [] : [badge("bad", t("Disqualified"))]),
    ...(entry.attempt_open ? [badge("accent", t("Answering"))] : []),
    ...(entry.passed === true ? [badge("good", t("Passed"))] : []),
    ...(entry.time_factor_percent === ORDINARY_PERCENT
      ? []
      : [badge("plain", t("{percent}% of the time", { percent: entry.time_factor_percent }))]),
  ];
  return badges.length === 0 ? nothing : html`<span class="row badges">${badges}</span>`;
}
