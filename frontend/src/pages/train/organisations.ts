import { html, type TemplateResult } from "lit";
import { formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { linkButton } from "../../ui/button.ts";
import { setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState } from "../../ui/states.ts";
import { asTrainer, TrainPage } from "./frame/train-page.ts";
import { fetchOrganisations, type Organisation } from "./roster/rosters-api.ts";

/** The organisations whose people somebody looks after. */
class OrganisationsPage extends TrainPage {
  #organisations = new Resource(this, () => asTrainer(fetchOrganisations));

  protected override render(): TemplateResult {
    setTitle(t("Train people"));
    return this.guarded(
      this.#organisations,
      (organisations) => html`<h1 class="page-head">${t("Train people")}</h1>
        ${organisations.length === 0
          ? html`<div class="card">
              ${emptyState({
                heading: t("There is no organisation yet"),
                text: t("The staff of this site makes organisations and names their trainers."),
              })}
            </div>`
          : html`<ul class="contest-list">
              ${organisations.map(organisationRow)}
            </ul>`}`,
    );
  }
}

function organisationRow({ slug, name, people, people_left, units }: Organisation): TemplateResult {
  return html`<li class="card contest-row">
    <div class="contest-row-main">
      <h2>${name}</h2>
    </div>
    <dl class="contest-row-counts">
      ${count(t("In the roster"), people)} ${count(t("Have left"), people_left)} ${count(t("Units"), units)}
    </dl>
    <p class="contest-row-act no-print">${linkButton({ label: t("Roster"), href: `/train/${slug}/roster` })}</p>
  </li>`;
}

function count(label: string, number: number): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${formatNumber(number)}</dd></div>`;
}

showPage(OrganisationsPage);
