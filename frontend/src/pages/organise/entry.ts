import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime, formatDuration, formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { routeParameter, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { announce } from "../../ui/status.ts";
import { notice } from "../../ui/states.ts";
import { dataTable } from "../../ui/table.ts";
import type { Contest } from "./contest/contest.ts";
import { roundName, roundToShow } from "./contest/rounds.ts";
import { asOrganiser } from "./frame/access.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { fetchEntry } from "./people/entries-api.ts";
import { entryBadges } from "./people/entry-badges.ts";
import { disqualifyDialog, extraTimeDialog, reinstateDialog } from "./people/entry-dialogs.ts";
import type { EntryAttempt, EntryDetail } from "./people/entry.ts";

/** One person's participation: the attempts, and what an organiser may decide about it. */
class EntryPage extends ContestPage {
  protected readonly place: Place = "participants";
  #entry = new Resource(this, () => asOrganiser(() => fetchEntry(routeParameter("entry"))));

  protected override body(contest: Contest): TemplateResult {
    return html`<p class="no-print">
        <a href="/organise/contests/${contest.id}/participants">${t("All participants")}</a>
      </p>
      ${this.#entry.view((entry) => this.#view(entry, contest))}`;
  }

  #view(entry: EntryDetail, contest: Contest): TemplateResult {
    return html`<div class="row entry-head">
        <h2>${entry.name}</h2>
        ${entryBadges(entry)}
      </div>
      ${entry.disqualified_at === null
        ? nothing
        : notice(
            "bad",
            t("Disqualified on {time}: {reason}", {
              time: formatDateTime(entry.disqualified_at, contest.timezone),
              reason: entry.disqualified_reason,
            }),
          )}
      ${this.#facts(entry, contest)} ${this.#decisions(entry, contest)} ${this.#attempts(entry, contest)}`;
  }

  #facts(entry: EntryDetail, contest: Contest): TemplateResult {
    const fact = (name: string, value: string | null): TemplateResult | typeof nothing =>
      value === null || value === ""
        ? nothing
        : html`<dt>${name}</dt>
            <dd>${value}</dd>`;
    return html`<dl class="facts card">
      ${fact(t("Registered at"), formatDateTime(entry.registered_at, contest.timezone))}
      ${fact(t("Region"), entry.region)} ${fact(t("Organisation"), entry.organisation)}
      ${fact(t("Score"), entry.score === null ? t("No finished attempt yet") : formatNumber(entry.score, 2))}
      ${fact(t("Time used"), entry.time_used_ms === null ? null : formatDuration(entry.time_used_ms))}
    </dl>`;
  }

  #decisions(entry: EntryDetail, contest: Contest): TemplateResult {
    const decision = (label: string, ask: () => Promise<boolean>, danger = false): TemplateResult =>
      button({ label, kind: danger ? "danger" : "plain", onClick: () => this.#decide(ask) });
    const over = contest.state === "cancelled" || contest.state === "final";
    return html`<div class="row no-print section-small">
      ${over
        ? nothing
        : decision(t("Extra time"), () => extraTimeDialog(entry, roundToShow(contest)?.blueprint.time_limit_s ?? 0))}
      ${entry.disqualified_at === null
        ? decision(t("Disqualify"), () => disqualifyDialog(entry), true)
        : decision(t("Reinstate"), () => reinstateDialog(entry))}
    </div>`;
  }

  async #decide(ask: () => Promise<boolean>): Promise<void> {
    if (!(await ask())) return;
    announce(t("Saved."));
    await this.#entry.reload();
  }

  #attempts(entry: EntryDetail, { timezone, rounds }: Contest): TemplateResult {
    if (entry.attempts_list.length === 0) {
      return html`<section class="section">
        <h2>${t("Attempts made")}</h2>
        <p class="soft">${t("No attempt has been started.")}</p>
      </section>`;
    }
    return html`<section class="section" aria-labelledby="attempts-heading">
      <h2 id="attempts-heading">${t("Attempts made")}</h2>
      ${dataTable<EntryAttempt>({
        caption: t("Times are in the time zone {zone}.", { zone: timezone }),
        columns: [
          { heading: t("No."), names: true, cell: ({ number }) => String(number) },
          ...(rounds.length === 1
            ? []
            : [{ heading: t("Round"), cell: ({ round }: EntryAttempt) => nameOfRound(rounds, round) }]),
          { heading: t("State"), cell: ({ state }) => stateName(state) },
          { heading: t("Started at"), cell: ({ started_at }) => formatDateTime(started_at, timezone) },
          { heading: t("Deadline"), cell: ({ deadline }) => formatDateTime(deadline, timezone) },
          {
            heading: t("Finished at"),
            cell: ({ finished_at }) => (finished_at === null ? "" : formatDateTime(finished_at, timezone)),
          },
          {
            heading: t("Time used"),
            numeric: true,
            cell: ({ time_used_ms }) => (time_used_ms === null ? "" : formatDuration(time_used_ms)),
          },
          { heading: t("Score"), numeric: true, cell: (attempt) => scoreText(attempt) },
        ],
        rows: entry.attempts_list,
      })}
    </section>`;
  }
}

function nameOfRound(rounds: Contest["rounds"], number: number): string {
  const one = rounds.find((round) => round.number === number);
  return one === undefined ? String(number) : roundName(one);
}

function stateName(state: EntryAttempt["state"]): string {
  return { open: t("In progress"), finished: t("Finished"), overdue: t("Time ran out") }[state];
}

function scoreText({ score, max_score }: EntryAttempt): string {
  if (score === null) return "";
  return t("{score} of {max}", { score: formatNumber(score, 2), max: formatNumber(max_score, 2) });
}

showPage(EntryPage);
