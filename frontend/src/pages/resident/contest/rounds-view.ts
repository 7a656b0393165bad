import { html, nothing, type TemplateResult } from "lit";
import type { Contest, Round } from "../../../core/contests.ts";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { roundName, sizeText } from "../../../ui/contest-facts.ts";
import { badge } from "../../../ui/states.ts";

/** The rounds of a contest in order, and which of them is on; nothing where there is only one. */
export function roundsView({ rounds, timezone }: Contest): TemplateResult | typeof nothing {
  if (rounds.length === 1) return nothing;
  return html`<section class="section" aria-labelledby="rounds">
    <h2 id="rounds">${t("Rounds")}</h2>
    <ol class="rounds">
      ${rounds.map(
        (one) =>
          html`<li class="round ${one.phase}" aria-current=${one.phase === "open" ? "step" : nothing}>
            <div class="row spread">
              <h3>${roundName(one)}</h3>
              ${stateBadge(one, timezone)}
            </div>
            <p>
              ${t("{from} to {until}", {
                from: formatDateTime(one.opens_at, timezone),
                until: formatDateTime(one.closes_at, timezone),
              })}
            </p>
            <p class="soft small">${sizeText(one)}</p>
          </li>`,
      )}
    </ol>
  </section>`;
}

function stateBadge({ phase, opens_at }: Round, timezone: string): TemplateResult {
  switch (phase) {
    case "open":
      return badge("good", t("Open now"));
    case "upcoming":
      return badge("caution", t("Opens {date}", { date: formatDateTime(opens_at, timezone) }));
    case "finished":
      return badge("plain", t("Over"));
    case "cancelled":
      return badge("bad", t("Did not take place"));
  }
}
