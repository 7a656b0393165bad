import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../core/i18n.ts";
import { randomId } from "../../core/random.ts";
import { button, linkButton } from "../../ui/button.ts";
import { selectField, textField } from "../../ui/field.ts";
import { Form } from "../../ui/form.ts";
import { setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState, notice } from "../../ui/states.ts";
import type { Contest, Organisation } from "./contest/contest.ts";
import { fetchContest, fetchOrganisations } from "./contest/contests-api.ts";
import { localised } from "./contest/texts.ts";
import { nameOf } from "./contest/wording.ts";
import {
  bodyOf,
  copiedBeginning,
  createContest,
  freshBeginning,
  slugFrom,
  type Beginning,
} from "./create/creating.ts";
import { textsField } from "./fields/texts-field.ts";
import { asOrganiser } from "./frame/access.ts";
import { OrganisePage } from "./frame/organise-page.ts";

interface Start {
  organisations: readonly Organisation[];
  source: Contest | undefined;
}

const FIELDS = ["organisation", "title", "title/zh-Hans", "title/en", "slug", "opens_at", "closes_at", "timezone"];

/** The first step: what a contest is called, whose it is and when it takes place. */
class NewContestPage extends OrganisePage {
  #start = new Resource(this, () => asOrganiser(() => this.#load()));
  #form = new Form(this, FIELDS);
  #beginning: Beginning | undefined;
  #slugIsOwn = false;
  #key = randomId();

  async #load(): Promise<Start> {
    const copied = new URLSearchParams(location.search).get("copy");
    const [organisations, source] = await Promise.all([
      fetchOrganisations(),
      copied === null ? undefined : fetchContest(copied),
    ]);
    this.#beginning =
      source === undefined
        ? freshBeginning(Date.now(), organisations[0]?.id ?? "")
        : copiedBeginning(source, Date.now());
    this.#slugIsOwn = source !== undefined;
    return { organisations, source };
  }

  #set(change: Partial<Beginning>): void {
    if (this.#beginning === undefined) return;
    const next = { ...this.#beginning, ...change };
    if (!this.#slugIsOwn && change.title !== undefined) next.slug = slugFrom(next.title);
    this.#beginning = next;
    // Another contest than the one that may have been sent already.
    this.#key = randomId();
    this.requestUpdate();
  }

  async #create(beginning: Beginning, source: Contest | undefined): Promise<void> {
    await this.#form.submit(async () => {
      const contest = await createContest(bodyOf(beginning, source), this.#key);
      location.assign(`/organise/contests/${contest.id}/compose`);
    });
  }

  protected override render(): TemplateResult {
    return this.guarded(this.#start, (start) => this.#view(start));
  }

  #view({ organisations, source }: Start): TemplateResult {
    const heading = source === undefined ? t("New contest") : t("Duplicate a contest");
    setTitle(heading);
    const beginning = this.#beginning;
    return html`<div class="page-text">
      <p class="eyebrow"><a href="/organise">${t("Organise contests")}</a></p>
      <h1>${heading}</h1>
      ${source === undefined
        ? html`<p class="lead">${t("Begin with a name and a time. Everything can be changed until you publish.")}</p>`
        : notice("info", t("The questions and rules of “{title}” are copied. Its entries, results and access code are not.", { title: localised(source.title) }))}
      ${organisations.length === 0 || beginning === undefined
        ? emptyState({ heading: t("There is no organisation you organise for") })
        : this.#fields(beginning, organisations, source)}
    </div>`;
  }

  #fields(beginning: Beginning, organisations: readonly Organisation[], source: Contest | undefined): TemplateResult {
    const form = this.#form;
    const errors = (name: string): string[] => form.errors(name);
    return html`<form
      class="card"
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#create(beginning, source);
      }}
    >
      ${form.summary()}
      ${organisations.length === 1
        ? nothing
        : selectField({
            name: "organisation",
            label: t("Organisation"),
            required: true,
            value: beginning.organisation,
            options: organisations.map((one) => ({ value: one.id, label: nameOf(one) })),
            errors: errors("organisation"),
            onChange: (organisation) => this.#set({ organisation }),
          })}
      ${textsField({
        name: "title",
        legend: t("Title"),
        hint: t("One language is enough; readers of the other one then see this one."),
        texts: beginning.title,
        maxlength: 100,
        errors,
        onInput: (title) => this.#set({ title }),
      })}
      ${textField({
        name: "slug",
        label: t("Web address"),
        required: true,
        value: beginning.slug,
        maxlength: 80,
        hint: t("{address} — small letters, digits and hyphens.", {
          address: `${location.origin}/contests/${beginning.slug || "…"}`,
        }),
        errors: errors("slug"),
        onInput: (slug) => {
          this.#slugIsOwn = slug !== "";
          this.#set({ slug });
        },
      })}
      ${this.#times(beginning, errors)}
      <div class="row">
        ${button({ label: t("Create the draft"), kind: "primary", busy: form.busy })}
        ${linkButton({ label: t("Cancel"), href: "/organise", kind: "quiet" })}
      </div>
    </form>`;
  }

  #times({ opens, closes, timezone }: Beginning, errors: (name: string) => string[]): TemplateResult {
    return html`<div class="two-columns">
        ${textField({
          name: "opens_at",
          label: t("Opens"),
          type: "datetime-local",
          required: true,
          value: opens,
          errors: errors("opens_at"),
          onInput: (value) => this.#set({ opens: value }),
        })}
        ${textField({
          name: "closes_at",
          label: t("Closes"),
          type: "datetime-local",
          required: true,
          value: closes,
          errors: errors("closes_at"),
          onInput: (value) => this.#set({ closes: value }),
        })}
      </div>
      <p class="small soft">${t("Times are in the time zone {zone}.", { zone: timezone })}</p>`;
  }
}

showPage(NewContestPage);
