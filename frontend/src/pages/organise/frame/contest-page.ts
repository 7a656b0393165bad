import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { routeParameter, setTitle } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { badge, notice } from "../../../ui/states.ts";
import type { Contest } from "../contest/contest.ts";
import { fetchContest } from "../contest/contests-api.ts";
import { localised } from "../contest/texts.ts";
import { nameOf, standing } from "../contest/wording.ts";
import { asOrganiser } from "./access.ts";
import { placesOf, type Place } from "./places.ts";
import { OrganisePage } from "./organise-page.ts";

/** One of the pages about one contest: its head, the way to the other pages, and a body. */
export abstract class ContestPage extends OrganisePage {
  protected readonly contestId = routeParameter("id");
  protected readonly contest = new Resource(this, () => asOrganiser(() => this.load()));

  #navShown = false;

  /** Which of the pages this is. */
  protected abstract readonly place: Place;

  /** What is below the head. */
  protected abstract body(contest: Contest): TemplateResult;

  /** Loads the contest; a page that needs more at once loads that here too. */
  protected load(): Promise<Contest> {
    return fetchContest(this.contestId);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#navShown) return;
    const nav = this.querySelector<HTMLElement>(".contest-nav");
    const here = nav?.querySelector<HTMLElement>("[aria-current]");
    if (nav === null || here === null || here === undefined) return;
    this.#navShown = true;
    // On a narrow screen the way to this page may lie beyond the edge.
    nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  }

  protected override render(): TemplateResult {
    return this.guarded(this.contest, (contest) => {
      const places = placesOf(contest);
      const here = places.find(({ place }) => place === this.place);
      const title = localised(contest.title) || t("Untitled contest");
      setTitle(here === undefined ? title : `${here.label} · ${title}`);
      return html`${this.#head(contest, title)}
        <nav class="tabs contest-nav no-print" aria-label=${t("This contest")}>
          ${places.map(
            ({ place, label, path }) =>
              html`<a
                class="tab"
                href="/organise/contests/${contest.id}${path}"
                aria-current=${place === this.place ? "page" : nothing}
                >${label}</a
              >`,
          )}
        </nav>
        ${this.body(contest)}`;
    });
  }

  #head(contest: Contest, title: string): TemplateResult {
    const { label, kind } = standing(contest.state, contest.phase);
    const time = (at: string): string => formatDateTime(at, contest.timezone);
    return html`<header class="contest-head">
      <p class="eyebrow no-print"><a href="/organise">${t("Organise contests")}</a></p>
      <h1>${title}</h1>
      <p class="row contest-facts">
        ${badge(kind, label)} ${contest.is_simulated ? badge("caution", t("Simulated")) : nothing}
        ${contest.is_frozen ? badge("accent", t("Board frozen")) : nothing}
        <span>${t("{from} to {to}", { from: time(contest.opens_at), to: time(contest.closes_at) })}</span>
        <span class="soft">${nameOf(contest.organisation)}</span>
      </p>
      ${contest.state === "cancelled"
        ? notice("bad", t("This contest was cancelled. Nobody can take part any more."))
        : nothing}
    </header>`;
  }
}
