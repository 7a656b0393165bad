import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { icon } from "../../../ui/icons.ts";
import type { Contest } from "../contest/contest.ts";
import { placesOf } from "../frame/places.ts";
import type { Check } from "./checklist.ts";

/** The checks, each with the way to where it is put right. */
export function checkList(contest: Contest, checks: readonly Check[]): TemplateResult {
  const places = placesOf(contest);
  return html`<ul class="check-list">
    ${checks.map(({ state, text, place }) => {
      const link = places.find((one) => one.place === place);
      return html`<li class=${state}>
        ${icon(state === "done" ? "check" : "warning")}
        <span>
          <span class="visually-hidden">${t("{state}: ", { state: stateName(state) })}</span>${text}
          ${state === "done" || link === undefined
            ? nothing
            : html`<a href="/organise/contests/${contest.id}${link.path}">→ ${link.label}</a>`}
        </span>
      </li>`;
    })}
  </ul>`;
}

function stateName(state: Check["state"]): string {
  return { done: t("Done"), missing: t("Missing"), advice: t("Advice") }[state];
}
