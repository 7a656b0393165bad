import { html, nothing, type TemplateResult } from "lit";
import { API, get } from "../../core/api.ts";
import type { Contest, MyEntry, Participation } from "../../core/contests.ts";
import { formatDateTime } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { missingContest, phaseBadges, sizeText, windowText } from "../../ui/contest-facts.ts";
import { icon } from "../../ui/icons.ts";
import { PageElement, routeParameter, setTitle, showPage } from "../../ui/page.ts";
import { problemText } from "../../ui/problem-text.ts";
import { Resource } from "../../ui/resource.ts";
import { notice, skeleton } from "../../ui/states.ts";
import { CodeForm } from "./contest/code-form.ts";
import { entryCard } from "./contest/entry-card.ts";
import { GuestForm } from "./contest/guest-form.ts";
import { participationView } from "./contest/participation-view.ts";
import { prizesView } from "./contest/prizes-view.ts";
import { roundsView } from "./contest/rounds-view.ts";
import { confirmStart, enter, start } from "./contest/starting.ts";

class ContestPage extends PageElement {
  readonly #slug = routeParameter("slug");
  readonly #contest = new Resource(this, () => get<Contest>(`/contests/${this.#slug}`));
  readonly #entry = new Resource(this, () => get<MyEntry>(`/contests/${this.#slug}/entry`));
  readonly #counts = new Resource(this, () => get<Participation>(`/contests/${this.#slug}/participation`));
  readonly #codeForm = new CodeForm(this, this.#slug, () => this.#entered());
  readonly #guestForm = new GuestForm(this, () => this.#entered());
  #busy = false;
  #problem: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    // Back from the attempt through the browser's own cache: what was left may be used up.
    window.addEventListener("pageshow", ({ persisted }) => void (persisted && this.#entry.reload()));
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap">
      ${missingContest(this.#contest.error) ?? this.#contest.view((contest) => this.#view(contest))}
    </div>`;
  }

  #view(contest: Contest): TemplateResult {
    setTitle(contest.title);
    return html`<header class="contest-head">
        <p>${phaseBadges(contest)}</p>
        <h1>${contest.title}</h1>
        <p class="soft">${contest.organisation.name}</p>
      </header>
      <div class="beside">
        <aside class="card entry-card" aria-labelledby="take-part">
          <h2 id="take-part">${t("Take part")}</h2>
          ${this.#problem === undefined ? nothing : notice("bad", problemText(this.#problem))}
          ${this.#entry.view((entry) => this.#card(contest, entry), skeleton(2))}
        </aside>
        <div>
          ${contest.description === "" ? nothing : html`<p class="lead">${contest.description}</p>`}
          ${this.#facts(contest)} ${roundsView(contest)} ${prizesView(contest)}
          ${this.#rules(contest)}
          ${this.#counts.view((counts) => participationView(contest, counts), skeleton(3))}
        </div>
      </div>`;
  }

  #card(contest: Contest, entry: MyEntry): TemplateResult {
    return entryCard({
      contest,
      entry,
      busy: this.#busy,
      onStart: () => this.#start(contest, entry),
      onRegister: () => this.#act(() => enter(this.#slug)),
      codeForm: this.#codeForm.view(),
      guestForm: this.#guestForm.view(),
    });
  }

  #facts(contest: Contest): TemplateResult {
    return html`<dl class="facts">
        <dt>${t("When")}</dt>
        <dd>
          ${windowText(contest)}
          ${sameClock(contest.timezone, contest.opens_at)
            ? nothing
            : html`<br /><span class="small soft"
                  >${t("By your clock: {from} to {until}", {
                    from: formatDateTime(contest.opens_at),
                    until: formatDateTime(contest.closes_at),
                  })}</span
                >`}
        </dd>
        <dt>${t("What")}</dt>
        <dd>${sizeText(contest)}</dd>
        ${contest.campaigns.length === 0
          ? nothing
          : html`<dt>${t("Part of")}</dt>
              <dd>${contest.campaigns.map(({ title }) => title).join(t(", "))}</dd>`}
      </dl>
      <p class="row no-print">
        ${contest.phase === "finished" || contest.phase === "cancelled"
          ? nothing
          : html`<a class="icon-link" href="${API}/contests/${contest.slug}/calendar.ics" download
              >${icon("calendar")}<span>${t("Add to calendar")}</span></a
            >`}
        ${contest.board_kinds.length === 0
          ? nothing
          : html`<a class="icon-link" href="/contests/${contest.slug}/board">${icon("trophy")}<span>${t("Board")}</span></a>`}
      </p>`;
  }

  #rules(contest: Contest): TemplateResult {
    return html`<section class="section" aria-labelledby="rules">
      <h2 id="rules">${t("Rules")}</h2>
      <ul class="rules">
        ${contest.rules.filter(({ code }) => !isPrize(code)).map(({ text }) => html`<li>${text}</li>`)}
      </ul>
    </section>`;
  }

  async #entered(): Promise<void> {
    await this.#entry.reload();
    const contest = this.#contest.value;
    const entry = this.#entry.value;
    if (contest !== undefined && entry?.can_start === true) await this.#start(contest, entry);
  }

  async #start(contest: Contest, entry: MyEntry): Promise<void> {
    if (await confirmStart(contest, entry)) await this.#act(() => start(this.#slug, entry));
  }

  async #act(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = undefined;
    this.requestUpdate();
    try {
      await work();
    } catch (error) {
      this.#problem = error;
    }
    this.#busy = false;
    await this.#entry.reload();
  }
}

/** Whether a rule says what the list of prizes above says already. */
function isPrize(code: string): boolean {
  return /^prize_\d/.test(code);
}

/** Whether a time zone shows the same time as the reader's own. */
function sameClock(timezone: string, at: string): boolean {
  return formatDateTime(at, timezone) === formatDateTime(at);
}

showPage(ContestPage);
