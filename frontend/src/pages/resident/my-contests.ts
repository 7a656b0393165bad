import { html, nothing, type TemplateResult } from "lit";
import { getAll } from "../../core/api.ts";
import type { EnteredContest } from "../../core/contests.ts";
import { formatDateTime, formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { currentUser } from "../../core/session.ts";
import { linkButton } from "../../ui/button.ts";
import { phaseBadges, roundName, windowText } from "../../ui/contest-facts.ts";
import { PageElement, setTitle, showPage, signInPath } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, emptyState, skeleton } from "../../ui/states.ts";

class MyContestsPage extends PageElement {
  /** Null when nobody is signed in. */
  readonly #entries = new Resource(this, async () =>
    (await currentUser()) === null ? null : getAll<EnteredContest>("/me/entries"),
  );

  protected override render(): TemplateResult {
    setTitle(t("My contests"));
    return html`<div class="page wrap">
      <h1>${t("My contests")}</h1>
      ${this.#entries.view((entries) => this.#view(entries), skeleton(6))}
    </div>`;
  }

  #view(entries: readonly EnteredContest[] | null): TemplateResult {
    if (entries === null) {
      return emptyState({
        heading: t("Please sign in"),
        text: t("Then you see here what you took part in."),
        action: linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" }),
      });
    }
    if (entries.length === 0) {
      return emptyState({
        heading: t("You have not taken part in a contest yet"),
        action: linkButton({ label: t("See the contests"), href: "/contests", kind: "primary" }),
      });
    }
    return html`<ul class="entered">
      ${entries.map((entered) => html`<li class="card">${enteredContest(entered)}</li>`)}
    </ul>`;
  }
}

function enteredContest({ contest, entry, attempts }: EnteredContest): TemplateResult {
  const { slug, title } = contest;
  return html`<p class="small">${phaseBadges(contest)}</p>
    <h2><a href="/contests/${slug}">${title}</a></h2>
    <p class="small soft">${windowText(contest)}</p>
    ${entry.prizes.length === 0
      ? nothing
      : html`<p>${badge("good", t("You won: {prizes}", { prizes: entry.prizes.join(t(", ")) }))}</p>`}
    <dl class="facts side-by-side">
      ${entry.score === null
        ? nothing
        : html`<dt>${t("Your score")}</dt>
            <dd class="number">${formatNumber(entry.score, 2)}</dd>`}
      ${entry.place === null
        ? nothing
        : html`<dt>${t("Your place")}</dt>
            <dd class="number">
              ${t("{rank} of {total}", { rank: formatNumber(entry.place.rank), total: formatNumber(entry.place.of) })}
            </dd>`}
    </dl>
    ${attempts.length === 0 ? html`<p>${t("No attempt yet.")}</p>` : attemptList(attempts, contest.timezone)}
    <div class="row">${nextStep(slug, entry)} <a href="/contests/${slug}/board">${t("Board")}</a></div>`;
}

function attemptList(attempts: EnteredContest["attempts"], timezone: string): TemplateResult {
  return html`<ul class="attempts">
    ${attempts.map(({ id, number, round, state, started_at, score, max_score }) => {
      const label = t("Attempt {number}", { number });
      return html`<li>
        ${state === "open" ? label : html`<a href="/attempts/${id}/result">${label}</a>`}
        ${round === null ? nothing : html`<span class="small">${roundName(round)}</span>`}
        <span class="soft small">${formatDateTime(started_at, timezone)}</span>
        <span class="number">${score === null ? t("in progress") : `${formatNumber(score, 2)} / ${formatNumber(max_score, 2)}`}</span>
      </li>`;
    })}
  </ul>`;
}

function nextStep(slug: string, entry: EnteredContest["entry"]): TemplateResult | typeof nothing {
  if (entry.open_attempt_id !== null) {
    return linkButton({ label: t("Go on answering"), href: `/attempts/${entry.open_attempt_id}`, kind: "primary" });
  }
  return entry.can_start ? linkButton({ label: t("Another attempt"), href: `/contests/${slug}`, kind: "primary" }) : nothing;
}

showPage(MyContestsPage);
