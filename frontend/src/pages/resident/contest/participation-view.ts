import { html, nothing, type TemplateResult } from "lit";
import type { Contest, Participation } from "../../../core/contests.ts";
import { formatDateTime, formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import { dataTable } from "../../../ui/table.ts";

/** How many people took part: counted, and marked where they are simulated. */
export function participationView(contest: Contest, counts: Participation): TemplateResult {
  const figures: [string, number][] = [
    [t("took part"), counts.started],
    [t("finished"), counts.finished],
    [t("passed"), counts.passed],
  ];
  return html`<section class="section" aria-labelledby="participation">
    <h2 id="participation">
      ${t("Participation")} ${contest.is_simulated ? badge("accent", t("Simulated")) : badge("plain", t("Counted"))}
    </h2>
    <dl class="figures">
      ${figures.map(
        ([label, value]) => html`<div>
          <dt>${label}</dt>
          <dd class="number">${formatNumber(value)}</dd>
        </div>`,
      )}
    </dl>
    ${counts.as_of === null
      ? nothing
      : html`<p class="small soft">
          ${t("Each person is counted once. As of {date}.", { date: formatDateTime(counts.as_of, contest.timezone) })}
        </p>`}
    ${byRegion(counts)}
  </section>`;
}

function byRegion({ by_region }: Participation): TemplateResult | typeof nothing {
  if (by_region.length === 0) return nothing;
  return html`<details>
    <summary>${t("By region")}</summary>
    ${dataTable({
      caption: t("Participants by region"),
      rows: [...by_region].sort((a, b) => b.started - a.started),
      columns: [
        { heading: t("Region"), cell: ({ name }) => name, names: true },
        { heading: t("took part"), cell: ({ started }) => formatNumber(started), numeric: true },
        { heading: t("finished"), cell: ({ finished }) => formatNumber(finished), numeric: true },
      ],
    })}
  </details>`;
}
