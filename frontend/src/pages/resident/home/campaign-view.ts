import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime, formatNumber } from "../../../core/format.ts";
import type { Figure, Campaign, CampaignCount } from "../../../core/home.ts";
import { t, tn } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";

/** A campaign: what its documents report, and beside it what this site has counted. */
export function campaignView(campaign: Campaign): TemplateResult {
  const compared = campaign.figures.find(({ counted_as }) => counted_as === "participants");
  const others = campaign.figures.filter((figure) => figure !== compared);
  return html`<section class="section">
    <p class="eyebrow">${t("Campaign {year}", { year: campaign.year })}</p>
    <h2>${campaign.title}</h2>
    ${campaign.is_simulated === true ? html`<p>${badge("caution", t("Simulated data"))}</p>` : nothing}
    <p class="lead">${campaign.summary}</p>
    ${compared === undefined ? nothing : comparison(compared, campaign.participation)}
    ${others.length === 0
      ? nothing
      : html`<h3 class="campaign-figures-heading">${t("Reported results")}</h3>
          <ul class="campaign-figures">
            ${others.map((figure) => reported(figure))}
          </ul>
          ${sources(campaign.figures)}`}
  </section>`;
}

function comparison(figure: Figure, counted: CampaignCount): TemplateResult {
  return html`<div class="card comparison">
    <h3>${figure.label}</h3>
    <div class="comparison-sides">
      <div>
        <p class="eyebrow">${t("Reported")}</p>
        ${withUnit(figure.wording, figure.unit)}
        <p class="soft small">${t("As the source puts it.")}</p>
      </div>
      <div>
        <p class="eyebrow">${t("Counted on this site")}</p>
        ${withUnit(formatNumber(counted.started), t("people"))}
        <p class="soft small">
          ${t("Each person once; {finished} finished. As of {date}.", {
            finished: formatNumber(counted.finished),
            date: formatDateTime(counted.as_of),
          })}
        </p>
        ${counted.simulated === 0
          ? nothing
          : html`<p>
              ${badge(
                "caution",
                tn("{count} of them is simulated", "{count} of them are simulated", counted.simulated, {
                  count: formatNumber(counted.simulated),
                }),
              )}
            </p>`}
      </div>
    </div>
    <p class="soft small">
      ${t("The two numbers come from different contests and are never added up.")}
    </p>
  </div>`;
}

function reported({ label, wording, unit }: Figure): TemplateResult {
  return html`<li>${withUnit(wording, unit)}<span class="soft">${label}</span></li>`;
}

function withUnit(value: string, unit: string): TemplateResult {
  return html`<p class="campaign-number">${value}<span>${unit}</span></p>`;
}

/** Each source once: most figures of a campaign come from the same document. */
function sources(figures: readonly Figure[]): TemplateResult {
  const unique = new Map(figures.map(({ source, source_url }) => [source, source_url]));
  return html`<p class="soft small">
    ${t("Source: ")}${[...unique].map(
      ([source, address], index) =>
        html`${index > 0 ? t("; ") : ""}${address === null
          ? source
          : html`<a href=${address} rel="noreferrer">${source}</a>`}`,
    )}
  </p>`;
}
