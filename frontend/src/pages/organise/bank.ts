import { html, nothing, type TemplateResult } from "lit";
import { get, type Page } from "../../core/api.ts";
import { t, tn } from "../../core/i18n.ts";
import { button, linkButton } from "../../ui/button.ts";
import { checkbox } from "../../ui/choices.ts";
import { moreButton } from "../../ui/pagination.ts";
import { problemText } from "../../ui/problem-text.ts";
import { routeParameter, setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, emptyState, errorState, notice, skeleton } from "../../ui/states.ts";
import { bankDialog } from "./bank/bank-dialog.ts";
import {
  changeQuestions,
  fetchBank,
  fetchCounts,
  fetchQuestions,
  fetchTopics,
  type Bank,
  type QuestionCard,
} from "./bank/banks-api.ts";
import { bulkDialog } from "./bank/bulk-dialog.ts";
import { filterPanel } from "./bank/filter-panel.ts";
import { addressOf, filtersIn, isRestricted, type FilterName, type Filters } from "./bank/filters.ts";
import { questionRow } from "./bank/question-row.ts";
import { Selection } from "./bank/selection.ts";
import { topicList } from "./bank/topic-list.ts";
import type { Topic } from "./contest/blueprint.ts";
import { nameOf } from "./contest/wording.ts";
import { AccessRefused, asOrganiser } from "./frame/access.ts";
import { OrganisePage } from "./frame/organise-page.ts";
import { JobFollower } from "../../ui/job-follower.ts";
import type { Job } from "../../core/jobs.ts";

const TYPING_PAUSE_MS = 300;

/** The questions of one bank: found, chosen, changed together; and its topics. */
class BankPage extends OrganisePage {
  #slug = routeParameter("slug");
  #filters = filtersIn(location.search);
  #bank = new Resource(this, () => asOrganiser(() => this.#loadBank()));
  #found = new Resource(this, () => this.#loadQuestions());
  #counts = new Resource(this, () => this.#loadCounts());
  #selection = new Selection();
  #bulk = new JobFollower(this);
  #report: Job | undefined;
  #busy = false;
  #moreError: unknown;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Resolved with the bank, which the questions wait for. */
  #known: Promise<Bank> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#back);
  }

  protected override render(): TemplateResult {
    return this.guarded(this.#bank, ({ bank, topics }) => {
      setTitle(nameOf(bank));
      return html`${this.#head(bank, topics)} ${this.#topics(bank, topics)}
        ${filterPanel({
          filters: this.#filters,
          topics,
          counts: this.#counts.value,
          onChange: (name, value) => this.#filter(name, value),
        })}
        ${this.#bulkBar(bank, topics)} ${this.#list(bank)}`;
    });
  }

  #head(bank: Bank, topics: readonly Topic[]): TemplateResult {
    return html`<p class="eyebrow no-print"><a href="/organise/banks">${t("Question banks")}</a></p>
      <div class="row spread page-head">
        <h1>${nameOf(bank)}</h1>
        ${bank.is_editable
          ? html`<div class="row no-print">
              ${button({ label: t("Settings"), onClick: () => this.#settings(bank) })}
              ${topics.length === 0
                ? nothing
                : linkButton({ label: t("New question"), href: `/organise/banks/${bank.slug}/questions/new`, kind: "primary" })}
            </div>`
          : nothing}
      </div>
      <p class="row contest-facts">
        <span class="soft">${bank.organisation === null ? t("Shared by all organisers") : nameOf(bank.organisation)}</span>
        ${bank.needs_second_reader ? badge("accent", t("Second reader")) : nothing}
        ${bank.is_editable ? nothing : badge("plain", t("To draw from only"))}
      </p>`;
  }

  #topics(bank: Bank, topics: readonly Topic[]): TemplateResult | typeof nothing {
    if (!bank.is_editable) return nothing;
    return html`<details class="card bank-topics" ?open=${topics.length === 0}>
      <summary>${tn("{n} topic", "{n} topics", topics.length)}</summary>
      ${topicList({
        bank: bank.id,
        topics,
        // Counted without filters only: a filter hides what a topic holds.
        counts: isRestricted(this.#filters) ? undefined : this.#counts.value?.topic,
        onChanged: () => this.#refresh(),
      })}
    </details>`;
  }

  #list(bank: Bank): TemplateResult {
    const page = this.#found.value;
    if (this.#found.error !== undefined) return errorState(this.#found.error, () => this.#found.reload());
    if (page === undefined) return skeleton(6);
    const total = this.#counts.value?.total;
    if (page.results.length === 0) {
      return isRestricted(this.#filters)
        ? emptyState({ heading: t("No question fits"), text: t("Try other words or fewer filters."), action: this.#reset() })
        : emptyState({ heading: t("This bank has no question yet"), text: t("Write its first question.") });
    }
    return html`<p class="small soft" role="status">
        ${total === undefined ? "" : tn("{n} question", "{n} questions", total)}
        ${isRestricted(this.#filters) ? this.#reset() : nothing}
      </p>
      <ul class="contest-list" aria-busy=${this.#found.loading ? "true" : nothing}>
        ${page.results.map((question) =>
          questionRow({
            question,
            href: `/organise/banks/${bank.slug}/questions/${question.id}`,
            chosen: this.#selection.has(question.id),
            onChoose: bank.is_editable ? (on) => this.#choose(() => this.#selection.set(question.id, on)) : undefined,
          }),
        )}
      </ul>
      ${this.#moreError === undefined ? nothing : notice("bad", problemText(this.#moreError))}
      ${page.next === null ? nothing : moreButton(this.#busy, () => this.#more(page))}`;
  }

  #reset(): TemplateResult {
    return button({ label: t("Show all"), kind: "quiet", onClick: () => this.#goTo(filtersIn("")) });
  }

  #bulkBar(bank: Bank, topics: readonly Topic[]): TemplateResult | typeof nothing {
    const page = this.#found.value;
    const total = this.#counts.value?.total ?? 0;
    if (!bank.is_editable || page === undefined || page.results.length === 0) return nothing;
    const shown = page.results.map(({ id }) => id);
    const number = this.#selection.count(total);
    return html`<div class="bulk-bar no-print">
        ${checkbox({
          name: "all-shown",
          label: tn("Choose the one shown", "Choose all {n} shown", shown.length),
          checked: this.#selection.hasAll(shown),
          onChange: (on) => this.#choose(() => this.#selection.setAll(shown, on)),
        })}
        ${this.#selection.hasAll(shown) && total > shown.length && !this.#selection.isEverything
          ? button({
              label: tn("Choose all {n} that fit", "Choose all {n} that fit", total),
              kind: "quiet",
              onClick: () => this.#choose(() => this.#selection.setEverything()),
            })
          : nothing}
        ${number === 0
          ? nothing
          : button({
              label: tn("Change {n} question", "Change {n} questions", number),
              busy: this.#bulk.busy,
              onClick: () => this.#change(bank, topics, number),
            })}
      </div>
      ${this.#bulk.view(t("Changing questions …"))} ${this.#reportView()}`;
  }

  #reportView(): TemplateResult | typeof nothing {
    const report = this.#report;
    if (report === undefined) return nothing;
    return notice(
      report.errors.length > 0 ? "caution" : "good",
      html`<p>${report.message}</p>
        ${report.errors.length === 0
          ? nothing
          : html`<ul>
              ${report.errors.map(({ detail }) => html`<li>${detail}</li>`)}
            </ul>`}`,
    );
  }

  async #change(bank: Bank, topics: readonly Topic[], number: number): Promise<void> {
    const change = await bulkDialog(number, topics);
    if (change === undefined) return;
    this.#report = undefined;
    const which = this.#selection.isEverything
      ? { filter: this.#filters }
      : { questions: this.#selection.ids };
    this.#report = await this.#bulk.run(() => changeQuestions(bank.id, which, change));
    if (this.#report === undefined) return;
    this.#selection = new Selection();
    await this.#refresh();
  }

  #choose(choose: () => void): void {
    choose();
    this.requestUpdate();
  }

  #filter(name: FilterName, value: string): void {
    const next = { ...this.#filters, [name]: value };
    clearTimeout(this.#typing);
    if (name !== "search" && name !== "source") {
      this.#goTo(next);
      return;
    }
    this.#filters = next;
    this.#typing = setTimeout(() => {
      // Each letter would else be a step of "back".
      history.replaceState(null, "", location.pathname + addressOf(next));
      this.#search();
    }, TYPING_PAUSE_MS);
  }

  #goTo(filters: Filters): void {
    this.#filters = filters;
    history.pushState(null, "", location.pathname + addressOf(filters));
    this.#search();
  }

  #back = (): void => {
    this.#filters = filtersIn(location.search);
    this.#search();
  };

  #search(): void {
    // What was chosen may not fit any more, and would be changed unseen.
    this.#selection = new Selection();
    this.#report = undefined;
    this.#moreError = undefined;
    this.requestUpdate();
    void this.#found.reload();
    void this.#counts.reload();
  }

  async #refresh(): Promise<void> {
    this.#known = undefined;
    await Promise.all([this.#bank.reload(), this.#found.reload(), this.#counts.reload()]);
  }

  async #settings(bank: Bank): Promise<void> {
    if (await bankDialog(bank)) await this.#refresh();
  }

  async #loadBank(): Promise<{ bank: Bank; topics: Topic[] }> {
    const bank = await this.#theBank();
    return { bank, topics: await fetchTopics(bank.id) };
  }

  #theBank(): Promise<Bank> {
    this.#known ??= fetchBank(this.#slug).then((bank) => {
      if (bank === undefined) throw new AccessRefused("no_bank");
      return bank;
    });
    return this.#known;
  }

  async #loadQuestions(): Promise<Page<QuestionCard>> {
    return fetchQuestions((await this.#theBank()).id, this.#filters);
  }

  async #loadCounts(): ReturnType<typeof fetchCounts> {
    return fetchCounts((await this.#theBank()).id, this.#filters);
  }

  async #more(page: Page<QuestionCard>): Promise<void> {
    if (page.next === null || this.#busy) return;
    this.#busy = true;
    this.#moreError = undefined;
    this.requestUpdate();
    try {
      const next = await get<Page<QuestionCard>>(page.next);
      this.#found.set({ ...next, results: [...page.results, ...next.results] });
    } catch (error) {
      this.#moreError = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }
}

showPage(BankPage);
