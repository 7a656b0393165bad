import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { announce, announceQuietly } from "../../ui/status.ts";
import { emptyState, errorState, notice } from "../../ui/states.ts";
import { fetchBanks, fetchTopics } from "./compose/bank-api.ts";
import { faultsOf } from "./compose/checking.ts";
import {
  blueprintOf,
  draftOf,
  isSupplied,
  sameDraft,
  totalsOf,
  withChange,
  withMove,
  withoutSection,
  withSection,
  type Draft,
  type DraftSection,
} from "./compose/draft.ts";
import { compositionView } from "./compose/composition-view.ts";
import { sectionCard } from "./compose/section-card.ts";
import { settingsFields } from "./compose/settings-fields.ts";
import "./compose/sheet-preview.ts";
import { SupplyWatch } from "./compose/supply-watch.ts";
import { totalsText } from "./compose/totals-text.ts";
import type { Section, Topic } from "./contest/blueprint.ts";
import type { Contest } from "./contest/contest.ts";
import { changeContest } from "./contest/contests-api.ts";
import type { Texts } from "./contest/texts.ts";
import { fieldGroup } from "./fields/field-group.ts";
import { textsField } from "./fields/texts-field.ts";
import { asOrganiser } from "./frame/access.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { SavingForm } from "./frame/saving-form.ts";

interface Edited {
  title: Texts;
  description: Texts;
  draft: Draft;
}

/** Where an organiser writes the contest's texts and composes its paper. */
class ComposePage extends ContestPage {
  protected readonly place: Place = "compose";
  #edited: Edited | undefined;
  #stored: Edited | undefined;
  #banks = new Resource(this, () => asOrganiser(fetchBanks));
  #topics = new Map<string, readonly Topic[] | undefined>();
  #topicsError: unknown;
  #supply = new SupplyWatch(this);
  #form = new SavingForm(this, {
    isUnsaved: () => this.#isUnsaved(),
    reload: () => this.#startAnew(),
  });

  protected override async load(): Promise<Contest> {
    const contest = await super.load();
    this.#take(contest);
    return contest;
  }

  #take(contest: Contest): void {
    const draft = draftOf(contest.blueprint);
    this.#stored = { title: contest.title, description: contest.description, draft };
    this.#edited = this.#stored;
  }

  #startAnew(): void {
    this.#edited = undefined;
    void this.contest.reload();
  }

  #isUnsaved(): boolean {
    const [edited, stored] = [this.#edited, this.#stored];
    if (edited === undefined || stored === undefined) return false;
    const texts = ({ title, description }: Edited): string => JSON.stringify([title, description]);
    return texts(edited) !== texts(stored) || !sameDraft(edited.draft, stored.draft);
  }

  #change(change: Partial<Edited>): void {
    if (this.#edited === undefined) return;
    this.#edited = { ...this.#edited, ...change };
    this.requestUpdate();
  }

  #changeDraft(change: (draft: Draft) => Draft): void {
    if (this.#edited !== undefined) this.#change({ draft: change(this.#edited.draft) });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const sections = this.#sections();
    sections.forEach((section) => section.kind === "draw" && this.#needTopics(section.bank));
    const draft = this.#edited?.draft;
    if (draft !== undefined && Object.keys(faultsOf(draft)).length === 0) this.#supply.ask(sections);
  }

  #sections(): readonly Section[] {
    return this.#edited?.draft.sections.map(({ section }) => section) ?? [];
  }

  #needTopics(bank: string): void {
    if (this.#topics.has(bank)) return;
    this.#topics.set(bank, undefined);
    fetchTopics(bank)
      .then((topics) => this.#topics.set(bank, topics))
      .catch((error: unknown) => (this.#topicsError = error))
      .finally(() => this.requestUpdate());
  }

  async #save(contest: Contest): Promise<void> {
    const edited = this.#edited;
    if (edited === undefined) return;
    const faults = contest.state === "draft" ? faultsOf(edited.draft) : {};
    await this.#form.save(faults, async () => {
      const changes = {
        title: edited.title,
        description: edited.description,
        ...(contest.state === "draft" ? { blueprint: blueprintOf(edited.draft) } : {}),
      };
      const saved = await changeContest(contest, changes);
      // What was typed while the request was under way stays, and stays unsaved.
      this.#stored = edited;
      this.contest.set(saved);
    });
  }

  protected override body(contest: Contest): TemplateResult {
    const edited = this.#edited;
    if (edited === undefined) return html``;
    return html`<form novalidate @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void this.#save(contest);
    }}>
      ${this.#form.summary()}
      <section class="section first" aria-labelledby="texts-heading">
        <h2 id="texts-heading">${t("Title and description")}</h2>
        ${this.#texts(edited)}
      </section>
      ${contest.state === "draft"
        ? this.#composer(edited.draft)
        : compositionView(contest, this.#sections())}
      ${this.#preview()}
      ${this.#form.bar({
        ...(contest.state === "draft"
          ? { note: totalsText(totalsOf(this.#sections()), edited.draft.time_limit_s) }
          : {}),
      })}
    </form>`;
  }

  #texts({ title, description }: Edited): TemplateResult {
    const errors = this.#form.errors;
    return html`${textsField({
      name: "title",
      legend: t("Title"),
      hint: t("One language is enough; readers of the other one then see this one."),
      texts: title,
      maxlength: 100,
      errors,
      onInput: (texts) => this.#change({ title: texts }),
    })}
    ${textsField({
      name: "description",
      legend: t("Description"),
      hint: t("What it is about, for whom, and what there is to win. The rules are written out automatically."),
      texts: description,
      rows: 4,
      maxlength: 2000,
      errors,
      onInput: (texts) => this.#change({ description: texts }),
    })}`;
  }

  #composer(draft: Draft): TemplateResult {
    const banks = this.#banks.value;
    return html`<section class="section" aria-labelledby="sections-heading">
        <h2 id="sections-heading">${t("Questions")}</h2>
        <p class="soft">
          ${t("Each participant gets a sheet of their own, drawn at random from the questions that fit. Sections come in this order.")}
        </p>
        ${this.#banks.error === undefined
          ? nothing
          : errorState(this.#banks.error, () => this.#banks.reload())}
        ${this.#topicsError === undefined ? nothing : notice("caution", t("The topics could not be loaded. Load the page again to choose among them."))}
        ${this.#supply.error === undefined
          ? nothing
          : errorState(this.#supply.error, () => this.#supply.retry(this.#sections()))}
        ${draft.sections.length === 0 ? this.#noSections(banks?.[0]?.id) : this.#sectionList(draft, banks?.[0]?.id)}
        ${this.#form.errors("blueprint/sections").map((error) => html`<p class="field-error">${error}</p>`)}
      </section>
      <div class="section">
        ${fieldGroup({
          id: "sheet",
          heading: t("Time, marking and order"),
          about: t("The same for every participant."),
          fields: settingsFields(draft, this.#form.errors, (change) =>
            this.#changeDraft((before) => ({ ...before, ...change })),
          ),
        })}
      </div>`;
  }

  #noSections(bank: string | undefined): TemplateResult {
    return emptyState({
      heading: t("No questions yet"),
      text: t("Add a section, and say from which topics, of which types and how difficult its questions should be."),
      action: button({
        label: t("Add a section"),
        kind: "primary",
        disabled: bank === undefined,
        onClick: () => this.#add(bank),
      }),
    });
  }

  #sectionList(draft: Draft, bank: string | undefined): TemplateResult {
    return html`<ol class="section-list">
        ${repeat(
          draft.sections,
          ({ key }) => key,
          (one, position) => this.#section(one, position, draft.sections.length),
        )}
      </ol>
      <p>
        ${button({
          label: t("Add a section"),
          disabled: bank === undefined,
          onClick: () => this.#add(bank),
        })}
      </p>`;
  }

  #section({ key, section }: DraftSection, position: number, of: number): TemplateResult {
    return sectionCard({
      position,
      of,
      section,
      banks: this.#banks.value ?? [],
      topics: section.kind === "draw" ? this.#topics.get(section.bank) : [],
      supply: this.#supply.supply?.[position],
      asking: this.#supply.asking,
      errors: this.#form.errors,
      onChange: (change) => this.#changeDraft((draft) => withChange(draft, key, change)),
      onMove: (places) => this.#move(key, position, places, of),
      onRemove: () => this.#remove(key, position),
    });
  }

  #add(bank: string | undefined): void {
    if (bank === undefined) return;
    this.#changeDraft((draft) => withSection(draft, bank));
    void this.#focusSection(this.#sections().length);
  }

  #move(key: number, position: number, places: number, of: number): void {
    const to = Math.min(Math.max(position + places, 0), of - 1);
    if (to === position) return;
    const focused = document.activeElement;
    this.#changeDraft((draft) => withMove(draft, key, places));
    announceQuietly(t("Moved to place {place} of {of}.", { place: to + 1, of }));
    // Moving an element in the document takes the focus off it; a button at its end is disabled.
    void this.updateComplete.then(() => {
      if (!(focused instanceof HTMLElement)) return;
      focused.focus();
      if (document.activeElement !== focused) void this.#focusSection(to + 1);
    });
  }

  #remove(key: number, position: number): void {
    this.#changeDraft((draft) => withoutSection(draft, key));
    announce(t("Section {number} removed.", { number: position + 1 }));
    void this.#focusSection(Math.max(1, position));
  }

  async #focusSection(number: number): Promise<void> {
    await this.updateComplete;
    const target =
      this.querySelector<HTMLElement>(`#section-${number}`) ??
      this.querySelector<HTMLElement>("#sections-heading");
    if (target === null) return;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  #preview(): TemplateResult {
    const ready = isSupplied(this.#supply.supply) === true && this.#sections().length > 0;
    return html`<section class="section" aria-labelledby="preview-heading">
      <h2 id="preview-heading">${t("Preview of a sheet")}</h2>
      ${ready
        ? html`<wangan-sheet-preview .sections=${this.#sections()}></wangan-sheet-preview>`
        : html`<p class="soft">
            ${t("A sheet can be drawn as soon as the bank has enough questions for every section.")}
          </p>`}
    </section>`;
  }
}

showPage(ComposePage);
