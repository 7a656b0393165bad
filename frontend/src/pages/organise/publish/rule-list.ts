import { html, type TemplateResult } from "lit";
import type { Contest } from "../contest/contest.ts";
import { rulesInWords } from "./summary.ts";

/** The rules of a contest as a list of what they are about. */
export function ruleList(contest: Contest): TemplateResult {
  return html`<dl class="facts">
    ${rulesInWords(contest).map(
      ({ about, text }) => html`<dt>${about}</dt>
        <dd>${text}</dd>`,
    )}
  </dl>`;
}
