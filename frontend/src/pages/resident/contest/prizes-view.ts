import { html, nothing, type TemplateResult } from "lit";
import type { Contest } from "../../../core/contests.ts";
import { t } from "../../../core/i18n.ts";

/** What there is to win, and by what lots are drawn; nothing where there are no prizes. */
export function prizesView({ prizes, slug, state, draw }: Contest): TemplateResult | typeof nothing {
  if (prizes.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="prizes">
    <h2 id="prizes">${t("Prizes")}</h2>
    <dl class="facts">
      ${prizes.map(
        ({ title, terms }) => html`<dt>${title}</dt>
          <dd>${terms}</dd>`,
      )}
    </dl>
    ${state === "final" ? html`<p><a href="/contests/${slug}/board#winners">${t("Who won")}</a></p>` : nothing}
    ${draw === null
      ? nothing
      : html`<details>
          <summary>${t("How lots are drawn")}</summary>
          <p>
            ${t("The lot of a participant is the SHA-256 of the seed, the number of the prize and the number of the entry, joined by colons. The lowest lots win. The seed was fixed when the contest was published.")}
          </p>
          <p class="small">${t("SHA-256 of the seed:")} <code class="digest">${draw.commitment}</code></p>
          <p class="small">
            ${draw.seed === null
              ? t("The seed itself is told with the final results.")
              : html`${t("Seed:")} <code class="digest">${draw.seed}</code>`}
          </p>
        </details>`}
  </section>`;
}
