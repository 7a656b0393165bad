import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { button, linkButton } from "../../ui/button.ts";
import { showPage } from "../../ui/page.ts";
import { icon } from "../../ui/icons.ts";
import { notice } from "../../ui/states.ts";
import type { Contest } from "./contest/contest.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { JobFollower } from "../../ui/job-follower.ts";
import { startExport, type Format } from "./results/exporting.ts";
import "./results/awards.ts";
import "./results/standings.ts";

const FORMATS: readonly Format[] = ["xlsx", "csv"];

/** The results to take away. */
class ResultsPage extends ContestPage {
  protected readonly place: Place = "results";
  #follower = new JobFollower(this);
  #format: Format | undefined;

  protected override body(contest: Contest): TemplateResult {
    if (contest.published_at === null) {
      return notice("info", t("There are results once the contest is published and people take part."));
    }
    return html`<section class="card no-print" aria-labelledby="export-heading">
        <h2 id="export-heading">${t("Export the results")}</h2>
        <p>
          ${t("One row for each entry: place, name, region, organisation, score, time, attempts, prizes, and whether it was disqualified.")}
        </p>
        <p class="soft">${t("The file holds personal data. Keep it safe, and delete it when it is no longer needed.")}</p>
        <div class="row">
          ${FORMATS.map((format) =>
            button({
              label: format === "xlsx" ? t("Excel (XLSX)") : t("CSV"),
              busy: this.#follower.busy && this.#format === format,
              disabled: this.#follower.busy && this.#format !== format,
              onClick: () => this.#export(contest, format),
            }),
          )}
        </div>
        ${this.#follower.view(t("Writing the file…"))} ${this.#download()}
      </section>
      ${contest.prizes.length === 0 || contest.state !== "final"
        ? nothing
        : html`<section class="section" aria-labelledby="awards-heading">
            <h2 id="awards-heading">${t("Prizes")}</h2>
            <wangan-awards contest=${contest.id}></wangan-awards>
          </section>`}
      <section class="section" aria-labelledby="standings-heading">
        <div class="row spread">
          <h2 id="standings-heading">${t("Standings")}</h2>
          <div class="row no-print">
            ${contest.board_kinds.length === 0
              ? nothing
              : linkButton({
                  label: t("The public board"),
                  href: `/contests/${contest.slug}/board`,
                  kind: "quiet",
                })}
            ${button({ label: t("Print"), kind: "quiet", onClick: () => print() })}
          </div>
        </div>
        <p>${standingsText(contest)}</p>
        ${contest.board_kinds.length === 0 || contest.state === "cancelled"
          ? nothing
          : html`<wangan-standings .contest=${contest}></wangan-standings>`}
      </section>`;
  }

  async #export(contest: Contest, format: Format): Promise<void> {
    this.#format = format;
    await this.#follower.run(() => startExport(contest.id, format));
  }

  #download(): TemplateResult | typeof nothing {
    const { job } = this.#follower;
    if (job?.state !== "done") return nothing;
    return html`<p class="row download" role="status">
      <a class="button primary" href=${job.result ?? `/api/v1/jobs/${job.id}/result`} download
        >${icon("download")} ${t("Download the file")}</a
      >
      <span class="small soft">${t("The file is ready.")}</span>
    </p>`;
  }
}

function standingsText({ state, finalised_at, timezone }: Contest): string {
  if (state === "final" && finalised_at !== null) {
    return t("The results have been final since {time}.", { time: formatDateTime(finalised_at, timezone) });
  }
  if (state === "cancelled") return t("The contest was cancelled, so there are no final results.");
  return t("The results are provisional until the contest is over and its last attempt has ended.");
}

showPage(ResultsPage);
