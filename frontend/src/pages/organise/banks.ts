import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { currentUser } from "../../core/session.ts";
import { button } from "../../ui/button.ts";
import { selectField } from "../../ui/field.ts";
import { setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, emptyState } from "../../ui/states.ts";
import { createBank, fetchBanks, type Bank } from "./bank/banks-api.ts";
import { STATUSES, statusName } from "./bank/wording.ts";
import type { Texts } from "./contest/texts.ts";
import { nameOf } from "./contest/wording.ts";
import { textsField } from "./fields/texts-field.ts";
import { asOrganiser } from "./frame/access.ts";
import { actionDialog } from "./frame/action-dialog.ts";
import { OrganisePage } from "./frame/organise-page.ts";

interface Owner {
  id: string;
  name: string;
}

/** The banks that somebody may draw from, and a new one. */
class BanksPage extends OrganisePage {
  #banks = new Resource(this, () =>
    asOrganiser(async () => ({ banks: await fetchBanks(), owners: await ownersOfBanks() })),
  );

  protected override render(): TemplateResult {
    setTitle(t("Question banks"));
    return this.guarded(this.#banks, ({ banks, owners }) => {
      const make = button({ label: t("New bank"), kind: "primary", onClick: () => this.#make(owners) });
      return html`<p class="eyebrow"><a href="/organise">${t("Organise contests")}</a></p>
        <div class="row spread page-head">
          <h1>${t("Question banks")}</h1>
          ${owners.length === 0 || banks.length === 0 ? nothing : make}
        </div>
        ${banks.length === 0
          ? html`<div class="card">
              ${emptyState({
                heading: t("There is no question bank yet"),
                text: t("A bank holds questions and their topics. Contests draw from it once its questions are published."),
                ...(owners.length === 0 ? {} : { action: make }),
              })}
            </div>`
          : html`<ul class="contest-list">
              ${banks.map(bankRow)}
            </ul>`}`;
    });
  }

  async #make(owners: readonly Owner[]): Promise<void> {
    let name: Texts = {};
    let owner = owners[0]?.id ?? "";
    let made: Bank | undefined;
    const done = await actionDialog({
      heading: t("New bank"),
      text: t("Whoever organises for the owner can write in it."),
      confirm: t("Make the bank"),
      fields: (errors) => html`${textsField({
          name: "name",
          legend: t("Name of the bank"),
          texts: name,
          maxlength: 200,
          errors: (field) => errors(field),
          onInput: (texts) => (name = texts),
        })}
        ${owners.length < 2
          ? nothing
          : selectField({
              name: "organisation",
              label: t("Owner"),
              required: true,
              value: owner,
              options: owners.map(({ id, name: label }) => ({ value: id, label })),
              errors: errors("organisation"),
              onChange: (value) => (owner = value),
            })}`,
      send: async () => (made = await createBank({ name, organisation: owner === "" ? null : owner })),
    });
    if (done && made !== undefined) location.assign(`/organise/banks/${made.slug}`);
  }
}

function bankRow(bank: Bank): TemplateResult {
  const { slug, organisation, counts, questions } = bank;
  return html`<li class="card contest-row">
    <div class="contest-row-main">
      <h2><a href="/organise/banks/${slug}">${nameOf(bank)}</a></h2>
      <p class="row">
        <span class="small soft">${organisation === null ? t("Shared by all organisers") : nameOf(organisation)}</span>
        ${bank.needs_second_reader ? badge("accent", t("Second reader")) : nothing}
        ${bank.is_editable ? nothing : badge("plain", t("To draw from only"))}
      </p>
    </div>
    <dl class="contest-row-counts">
      ${counts === null
        ? count(statusName("published"), questions)
        : STATUSES.map((status) => count(statusName(status), counts[status]))}
    </dl>
  </li>`;
}

function count(label: string, number: number): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${formatNumber(number)}</dd></div>`;
}

/** The organisations whose banks the reader may make; staff may make one for everybody. */
async function ownersOfBanks(): Promise<Owner[]> {
  const user = await currentUser();
  const roles = user?.roles.filter(({ kind }) => kind === "organiser") ?? [];
  const owners = roles.flatMap(({ organisation }) => (organisation === null ? [] : [organisation]));
  const named = owners.map(({ id, name }) => ({ id, name }));
  return user?.is_staff === true ? [{ id: "", name: t("Shared by all organisers") }, ...named] : named;
}

showPage(BanksPage);
