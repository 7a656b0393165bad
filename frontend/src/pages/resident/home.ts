import { html, nothing, type TemplateResult } from "lit";
import { loadHome, type ContestCard, type Home } from "../../core/home.ts";
import { t } from "../../core/i18n.ts";
import { linkButton } from "../../ui/button.ts";
import { PageElement, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { campaignView } from "./home/campaign-view.ts";
import { contestCard, openContest } from "./home/contest-cards.ts";

class HomePage extends PageElement {
  #home = new Resource(this, loadHome);

  protected override render(): TemplateResult {
    const first = this.#home.value?.contests.open[0];
    return html`<div class="hero">
        <div class="wrap hero-sides">
          <div>
            <h1>${t("Safe online, together")}</h1>
            <p class="lead">
              ${t("Learn to see through scams, protect your data, and test what you know in a contest.")}
            </p>
            ${linkButton({ label: t("All contests"), href: "/contests", size: "large" })}
          </div>
          ${first === undefined ? nothing : html`<div class="card">${openContest(first, "h2")}</div>`}
        </div>
      </div>
      <div class="page wrap">${this.#home.view((home) => this.#view(home))}</div>`;
  }

  #view({ contests, campaign }: Home): TemplateResult {
    return html`${section(t("Also open"), contests.open.slice(1), (contest) => openContest(contest, "h3"))}
    ${campaign === null ? nothing : campaignView(campaign)}
    ${section(t("Coming up"), contests.upcoming, contestCard)}
    ${section(t("Ended"), contests.finished, contestCard)}`;
  }
}

function section(
  heading: string,
  contests: readonly ContestCard[],
  view: (contest: ContestCard) => TemplateResult,
): TemplateResult | typeof nothing {
  if (contests.length === 0) return nothing;
  return html`<section class="section">
    <h2>${heading}</h2>
    <ul class="tiles">
      ${contests.map((contest) => html`<li class="card">${view(contest)}</li>`)}
    </ul>
  </section>`;
}

showPage(HomePage);
