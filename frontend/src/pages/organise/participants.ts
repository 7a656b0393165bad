import { html, nothing, type TemplateResult } from "lit";
import { get, type Page } from "../../core/api.ts";
import { formatDateTime, formatDuration, formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { showPage } from "../../ui/page.ts";
import { moreButton } from "../../ui/pagination.ts";
import { problemText } from "../../ui/problem-text.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState, notice } from "../../ui/states.ts";
import { dataTable } from "../../ui/table.ts";
import type { Contest } from "./contest/contest.ts";
import { asOrganiser } from "./frame/access.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { fetchEntries } from "./people/entries-api.ts";
import { entryBadges } from "./people/entry-badges.ts";
import type { Entry } from "./people/entry.ts";

/** Everybody who entered a contest, to be searched. */
class ParticipantsPage extends ContestPage {
  protected readonly place: Place = "participants";
  #search = new URLSearchParams(location.search).get("search") ?? "";
  #entries = new Resource(this, () => asOrganiser(() => fetchEntries(this.contestId, this.#search)));
  #busy = false;
  #moreError: unknown;

  protected override body(contest: Contest): TemplateResult {
    return html`<form
        class="row search-form no-print"
        role="search"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#find();
        }}
      >
        ${textField({
          name: "search",
          label: t("Part of a name, or the beginning of a username, phone number or e-mail"),
          type: "search",
          required: true,
          value: this.#search,
          onInput: (value) => (this.#search = value.trim()),
        })}
        ${button({ label: t("Search"), busy: this.#entries.loading })}
      </form>
      ${this.#entries.view((page) => this.#list(page, contest))}`;
  }

  async #find(): Promise<void> {
    const address = new URL(location.href);
    if (this.#search === "") address.searchParams.delete("search");
    else address.searchParams.set("search", this.#search);
    history.replaceState(null, "", address);
    await this.#entries.reload();
  }

  #list(page: Page<Entry>, contest: Contest): TemplateResult {
    if (page.results.length === 0) {
      return this.#search === ""
        ? emptyState({
            heading: t("Nobody has entered yet"),
            text: t("People appear here as soon as they enter the contest."),
          })
        : emptyState({ heading: t("Nobody fits"), text: t("Try a shorter part of the name.") });
    }
    return html`${dataTable<Entry>({
        caption: t("Participants"),
        columns: [
          { heading: t("Name"), names: true, cell: (entry) => this.#name(entry) },
          { heading: t("Region"), cell: ({ region }) => region ?? "" },
          { heading: t("Organisation"), cell: ({ organisation }) => organisation ?? "" },
          {
            heading: t("Registered at"),
            cell: ({ registered_at }) => formatDateTime(registered_at, contest.timezone),
          },
          { heading: t("Attempts"), numeric: true, cell: ({ attempts }) => formatNumber(attempts) },
          {
            heading: t("Score"),
            numeric: true,
            cell: ({ score }) => (score === null ? "" : formatNumber(score, 2)),
          },
          {
            heading: t("Time used"),
            numeric: true,
            cell: ({ time_used_ms }) => (time_used_ms === null ? "" : formatDuration(time_used_ms)),
          },
          { heading: t("Remarks"), cell: (entry) => entryBadges(entry) },
        ],
        rows: page.results,
      })}
      ${this.#moreError === undefined ? nothing : notice("bad", problemText(this.#moreError))}
      ${page.next === null ? nothing : moreButton(this.#busy, () => this.#more(page))}`;
  }

  #name({ id, name }: Entry): TemplateResult {
    return html`<a href="/organise/contests/${this.contestId}/participants/${id}">${name}</a>`;
  }

  async #more(page: Page<Entry>): Promise<void> {
    if (page.next === null || this.#busy) return;
    this.#busy = true;
    this.#moreError = undefined;
    this.requestUpdate();
    try {
      const next = await get<Page<Entry>>(page.next);
      this.#entries.set({ ...next, results: [...page.results, ...next.results] });
    } catch (error) {
      this.#moreError = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }
}

showPage(ParticipantsPage);
