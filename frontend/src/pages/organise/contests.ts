import { html, nothing, type TemplateResult } from "lit";
import { get, type Page } from "../../core/api.ts";
import { formatDateTime, formatNumber } from "../../core/format.ts";
import { t, tn } from "../../core/i18n.ts";
import { linkButton } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { moreButton } from "../../ui/pagination.ts";
import { problemText } from "../../ui/problem-text.ts";
import { setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, emptyState, notice } from "../../ui/states.ts";
import type { ContestSummary } from "./contest/contest.ts";
import { fetchContests } from "./contest/contests-api.ts";
import { localised } from "./contest/texts.ts";
import { nameOf, standing } from "./contest/wording.ts";
import { asOrganiser } from "./frame/access.ts";
import { OrganisePage } from "./frame/organise-page.ts";
import { chosen, STAGES, stageOf, type Stage } from "./list/choosing.ts";

/** The contests of the organisations somebody organises for. */
class ContestsPage extends OrganisePage {
  #contests = new Resource(this, () => asOrganiser(fetchContests));
  #stage: Stage = "all";
  #search = "";
  #busy = false;
  #moreError: unknown;

  protected override render(): TemplateResult {
    setTitle(t("Organise contests"));
    return this.guarded(this.#contests, (page) => this.#view(page));
  }

  #view(page: Page<ContestSummary>): TemplateResult {
    const none = page.results.length === 0;
    return html`<div class="row spread page-head">
        <h1>${t("Organise contests")}</h1>
        <div class="row no-print">
          ${linkButton({ label: t("Question banks"), href: "/organise/banks" })}
          ${none ? nothing : linkButton({ label: t("New contest"), href: "/organise/contests/new", kind: "primary" })}
        </div>
      </div>
      ${none ? this.#welcome() : this.#list(page)}`;
  }

  #welcome(): TemplateResult {
    return html`<div class="card">
      ${emptyState({
        heading: t("Your organisation has no contest yet"),
        text: t(
          "A contest takes four steps: give it a name and a time, choose its questions from the bank, set the rules, and publish. Until you publish, nobody else sees it.",
        ),
        action: linkButton({
          label: t("Make the first contest"),
          href: "/organise/contests/new",
          kind: "primary",
          size: "large",
        }),
      })}
    </div>`;
  }

  #list(page: Page<ContestSummary>): TemplateResult {
    const found = chosen(page.results, this.#stage, this.#search);
    return html`<div class="list-tools no-print">
        <div class="row stage-filter" role="group" aria-label=${t("Show")}>
          ${STAGES.map((stage) => this.#stageButton(stage, page.results))}
        </div>
        ${textField({
          name: "search",
          label: t("Search by title or address"),
          type: "search",
          required: true,
          value: this.#search,
          onInput: (value) => {
            this.#search = value;
            this.requestUpdate();
          },
        })}
      </div>
      <p class="small soft" role="status">${tn("{n} contest", "{n} contests", found.length)}</p>
      ${found.length === 0
        ? emptyState({ heading: t("No contest fits"), text: t("Try other words, or show all.") })
        : html`<ul class="contest-list">
            ${found.map((contest) => this.#contest(contest))}
          </ul>`}
      ${this.#moreError === undefined ? nothing : notice("bad", problemText(this.#moreError))}
      ${page.next === null ? nothing : moreButton(this.#busy, () => this.#more(page))}`;
  }

  #stageButton(stage: Stage, contests: readonly ContestSummary[]): TemplateResult {
    const count = stage === "all" ? contests.length : contests.filter((one) => stageOf(one) === stage).length;
    return html`<button
      type="button"
      class="button quiet ${stage === this.#stage ? "chosen" : ""}"
      aria-pressed=${stage === this.#stage ? "true" : "false"}
      @click=${() => {
        this.#stage = stage;
        this.requestUpdate();
      }}
    >
      ${stageName(stage)} <span class="number count">${count}</span>
    </button>`;
  }

  #contest(contest: ContestSummary): TemplateResult {
    const { label, kind } = standing(contest.state, contest.phase);
    const { counts, timezone } = contest;
    return html`<li class="card contest-row">
      <div class="contest-row-main">
        <h2>
          <a href="/organise/contests/${contest.id}">${localised(contest.title) || t("Untitled contest")}</a>
        </h2>
        <p class="row">
          ${badge(kind, label)} ${contest.is_simulated ? badge("caution", t("Simulated")) : nothing}
          <span class="small soft">${nameOf(contest.organisation)}</span>
        </p>
        <p class="small">
          ${t("{from} to {to}", {
            from: formatDateTime(contest.opens_at, timezone),
            to: formatDateTime(contest.closes_at, timezone),
          })}
        </p>
      </div>
      ${counts === null || contest.state === "draft"
        ? nothing
        : html`<dl class="contest-row-counts">
            <div><dt>${t("Registered")}</dt><dd>${formatNumber(counts.registered)}</dd></div>
            <div><dt>${t("Started")}</dt><dd>${formatNumber(counts.started)}</dd></div>
            <div><dt>${t("Finished")}</dt><dd>${formatNumber(counts.finished)}</dd></div>
          </dl>`}
      <p class="contest-row-act no-print">
        <a
          class="button quiet"
          href="/organise/contests/new?copy=${contest.id}"
          aria-label=${t("Duplicate: {title}", { title: localised(contest.title) })}
          >${t("Duplicate")}</a
        >
      </p>
    </li>`;
  }

  async #more(page: Page<ContestSummary>): Promise<void> {
    if (page.next === null || this.#busy) return;
    this.#busy = true;
    this.#moreError = undefined;
    this.requestUpdate();
    try {
      const next = await get<Page<ContestSummary>>(page.next);
      this.#contests.set({ ...next, results: [...page.results, ...next.results] });
    } catch (error) {
      this.#moreError = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }
}

function stageName(stage: Stage): string {
  return {
    all: t("All"),
    draft: t("Drafts"),
    upcoming: t("Opening soon"),
    open: t("Open"),
    over: t("Over"),
  }[stage];
}

showPage(ContestsPage);
