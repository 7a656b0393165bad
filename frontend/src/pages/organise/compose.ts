import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../core/i18n.ts";
import { NetworkError } from "../../core/problem.ts";
import { button } from "../../ui/button.ts";
import { confirmDialog } from "../../ui/dialog.ts";
import { showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { announce, announceQuietly } from "../../ui/status.ts";
import { emptyState, errorState, notice } from "../../ui/states.ts";
import { tabs } from "../../ui/tabs.ts";
import { fetchBanks, fetchTopics } from "./compose/bank-api.ts";
import { faultsOf } from "./compose/checking.ts";
import {
  blueprintOf,
  copyOf,
  draftOf,
  isSupplied,
  sameDraft,
  totalsOf,
  usualBank,
  withChange,
  withMove,
  withNamedSection,
  withoutSection,
  withSection,
  type Draft,
  type DraftSection,
} from "./compose/draft.ts";
import { compositionView } from "./compose/composition-view.ts";
import { sectionCard } from "./compose/section-card.ts";
import { settingsFields } from "./compose/settings-fields.ts";
import { SupplyWatch } from "./compose/supply-watch.ts";
import { totalsText } from "./compose/totals-text.ts";
import type { Section, Topic } from "./contest/blueprint.ts";
import type { Contest, Round } from "./contest/contest.ts";
import { changeContest } from "./contest/contests-api.ts";
import { roundName } from "./contest/rounds.ts";
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
  /** One for each round, in their order. */
  drafts: readonly Draft[];
}

/** Where an organiser writes the contest's texts and composes the paper of each round. */
class ComposePage extends ContestPage {
  protected readonly place: Place = "compose";
  #edited: Edited | undefined;
  #stored: Edited | undefined;
  /** The place of the round that is shown. */
  #shown = 0;
  #banks = new Resource(this, () => asOrganiser(fetchBanks));
  /** The preview is looked at long after the page has opened: it need not be there at once. */
  #previewing = new Resource(this, () =>
    import("./compose/sheet-preview.ts").catch(() => {
      throw new NetworkError("sheet-preview");
    }),
  );
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
    const drafts = contest.rounds.map(({ blueprint }) => draftOf(blueprint));
    this.#stored = { title: contest.title, description: contest.description, drafts };
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
    return texts(edited) !== texts(stored) || edited.drafts.some((_, place) => this.#isChanged(place));
  }

  #isChanged(place: number): boolean {
    const [edited, stored] = [this.#edited?.drafts[place], this.#stored?.drafts[place]];
    return edited !== undefined && (stored === undefined || !sameDraft(edited, stored));
  }

  #change(change: Partial<Edited>): void {
    if (this.#edited === undefined) return;
    this.#edited = { ...this.#edited, ...change };
    this.requestUpdate();
  }

  #changeDraft(change: (draft: Draft) => Draft): void {
    const drafts = this.#edited?.drafts;
    if (drafts === undefined) return;
    this.#change({ drafts: drafts.map((draft, place) => (place === this.#shown ? change(draft) : draft)) });
  }

  #draft(): Draft | undefined {
    return this.#edited?.drafts[this.#shown];
  }

  #base(place = this.#shown): string {
    return `rounds/${place}/blueprint`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const sections = this.#sections();
    sections.forEach((section) => section.kind === "draw" && this.#needTopics(section.bank));
    const draft = this.#draft();
    if (draft !== undefined && Object.keys(faultsOf(draft, this.#base())).length === 0) this.#supply.ask(sections);
  }

  #sections(): readonly Section[] {
    return this.#draft()?.sections.map(({ section }) => section) ?? [];
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
    const faults: Record<string, string> = {};
    if (contest.state === "draft") {
      edited.drafts.forEach((draft, place) => {
        const found = faultsOf(draft, this.#base(place));
        // The first round with a fault is the one to look at.
        if (Object.keys(found).length > 0 && Object.keys(faults).length === 0) this.#shown = place;
        Object.assign(faults, found);
      });
    }
    await this.#form.save(faults, async () => {
      const changes = {
        title: edited.title,
        description: edited.description,
        ...(contest.state === "draft" ? { rounds: this.#roundChanges(contest, edited) } : {}),
      };
      const saved = await changeContest(contest, changes);
      // What was typed while the request was under way stays, and stays unsaved.
      this.#stored = edited;
      this.contest.set(saved);
    });
  }

  /** Every round with its blueprint where that changed; places in answers are those on the page. */
  #roundChanges({ rounds }: Contest, { drafts }: Edited): object[] {
    return rounds.map(({ id }, place) => {
      const draft = drafts[place];
      return draft !== undefined && this.#isChanged(place) ? { id, blueprint: blueprintOf(draft) } : { id };
    });
  }

  protected override body(contest: Contest): TemplateResult {
    const [edited, draft, round] = [this.#edited, this.#draft(), contest.rounds[this.#shown]];
    if (edited === undefined || draft === undefined || round === undefined) return html``;
    return html`<form novalidate @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void this.#save(contest);
    }}>
      ${this.#form.summary()}
      <section class="section first" aria-labelledby="texts-heading">
        <h2 id="texts-heading">${t("Title and description")}</h2>
        ${this.#texts(edited)}
      </section>
      ${contest.rounds.length === 1
        ? this.#paper(contest, round, draft)
        : html`<div class="section">
            ${tabs({
              label: t("Rounds"),
              tabs: contest.rounds.map((one) => ({ id: String(one.number), label: roundName(one) })),
              selected: String(round.number),
              onSelect: (number) => this.#show(Number(number) - 1),
              panel: this.#paper(contest, round, draft),
            })}
          </div>`}
      ${this.#form.bar({
        ...(contest.state === "draft"
          ? { note: totalsText(totalsOf(this.#sections()), draft.time_limit_s) }
          : {}),
      })}
    </form>`;
  }

  #paper(contest: Contest, round: Round, draft: Draft): TemplateResult {
    return html`${contest.state === "draft"
        ? html`${this.#copying(contest, draft)} ${this.#composer(draft)}`
        : compositionView(round, this.#sections())}
      ${this.#preview()}`;
  }

  #show(place: number): void {
    this.#shown = place;
    this.requestUpdate();
  }

  /** Taking over what another round has, as it is on the page now. */
  #copying({ rounds }: Contest, draft: Draft): TemplateResult | typeof nothing {
    if (rounds.length === 1) return nothing;
    const others = rounds.filter((_, place) => place !== this.#shown);
    return html`<p class="row">
      ${others.map((other) =>
        button({
          label: t("Copy from {round}", { round: roundName(other) }),
          kind: "quiet",
          onClick: () => this.#copy(other, draft),
        }),
      )}
    </p>`;
  }

  async #copy(other: Round, draft: Draft): Promise<void> {
    const source = this.#edited?.drafts[other.number - 1];
    if (source === undefined) return;
    const sure =
      draft.sections.length === 0 ||
      (await confirmDialog({
        heading: t("Replace the questions of this round?"),
        text: t("Its sections, time and marking become those of {round}. Nothing is stored until you save.", {
          round: roundName(other),
        }),
        confirm: t("Replace"),
      }));
    if (sure) this.#changeDraft(() => copyOf(source));
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
    const bank = usualBank(draft, this.#banks.value ?? []);
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
        ${draft.sections.length === 0 ? this.#noSections(bank) : this.#sectionList(draft, bank)}
        ${this.#form.errors(`${this.#base()}/sections`).map((error) => html`<p class="field-error">${error}</p>`)}
      </section>
      <div class="section">
        ${fieldGroup({
          id: "sheet",
          heading: t("Time, marking and order"),
          about: t("The same for every participant."),
          fields: settingsFields(draft, this.#base(), this.#form.errors, (change) =>
            this.#changeDraft((before) => ({ ...before, ...change })),
          ),
        })}
      </div>`;
  }

  #noSections(bank: string | undefined): TemplateResult {
    return emptyState({
      heading: t("No questions yet"),
      text: t("Add a section, and say from which topics, of which types and how difficult its questions should be."),
      action: html`<div class="row">
        ${button({
          label: t("Add a section"),
          kind: "primary",
          disabled: bank === undefined,
          onClick: () => this.#add(bank),
        })}
        ${this.#namedButton(bank)}
      </div>`,
    });
  }

  #namedButton(bank: string | undefined): TemplateResult {
    return button({
      label: t("Choose questions by name"),
      disabled: bank === undefined,
      onClick: () => this.#addNamed(),
    });
  }

  #sectionList(draft: Draft, bank: string | undefined): TemplateResult {
    return html`<ol class="section-list">
        ${repeat(
          draft.sections,
          ({ key }) => key,
          (one, position) => this.#section(one, position, draft.sections.length, bank),
        )}
      </ol>
      <div class="row">
        ${button({
          label: t("Add a section"),
          disabled: bank === undefined,
          onClick: () => this.#add(bank),
        })}
        ${this.#namedButton(bank)}
      </div>`;
  }

  #section({ key, section }: DraftSection, position: number, of: number, bank: string | undefined): TemplateResult {
    return sectionCard({
      base: this.#base(),
      position,
      of,
      section,
      banks: this.#banks.value ?? [],
      usualBank: bank,
      topics: section.kind === "draw" ? this.#topics.get(section.bank) : [],
      supply: this.#supply.supply?.[position],
      asking: this.#supply.asking,
      errors: this.#form.errors,
      onChange: (change) => this.#changeDraft((draft) => withChange(draft, key, change)),
      onMove: (places) => this.#move(key, position, places, of),
      onRemove: () => this.#remove(key, position),
    });
  }

  #addNamed(): void {
    this.#changeDraft(withNamedSection);
    void this.#focusSection(this.#sections().length);
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
        ? this.#previewing.view(
            () => html`<wangan-sheet-preview .sections=${this.#sections()}></wangan-sheet-preview>`,
          )
        : html`<p class="soft">
            ${t("A sheet can be drawn as soon as the bank has enough questions for every section.")}
          </p>`}
    </section>`;
  }
}

showPage(ComposePage);
