import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../core/i18n.ts";
import { confirmDialog } from "../../ui/dialog.ts";
import { textField } from "../../ui/field.ts";
import { showPage } from "../../ui/page.ts";
import { notice } from "../../ui/states.ts";
import { announce } from "../../ui/status.ts";
import type { Contest } from "./contest/contest.ts";
import { addRound, orderRounds, removeRound, roundName } from "./contest/rounds.ts";
import { changeContest } from "./contest/contests-api.ts";
import { fieldGroup } from "./fields/field-group.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { SavingForm } from "./frame/saving-form.ts";
import { boardFields } from "./rules/board-fields.ts";
import { faultsOf } from "./rules/checking.ts";
import { changesBetween, draftOf, isChanged, type RoundDraft, type RulesDraft } from "./rules/draft.ts";
import { roundFields, type RoundSteps } from "./rules/round-fields.ts";
import { prizeFields, type PrizeOptions } from "./rules/prize-fields.ts";
import { promised, type RuleFields } from "./rules/rule-fields.ts";
import { scheduleFields } from "./rules/schedule-fields.ts";
import { scoreFields } from "./rules/score-fields.ts";
import { whoFields } from "./rules/who-fields.ts";

/** When a contest is open, for whom, what counts, and what is shown. */
class RulesPage extends ContestPage {
  protected readonly place: Place = "rules";
  #edited: RulesDraft | undefined;
  #stored: RulesDraft | undefined;
  #form = new SavingForm(this, {
    isUnsaved: () => this.#isUnsaved(),
    reload: () => this.contest.reload(),
  });
  #arranging = false;

  #isUnsaved(): boolean {
    return this.#edited !== undefined && this.#stored !== undefined && isChanged(this.#stored, this.#edited);
  }

  #take(contest: Contest): void {
    this.#stored = this.#edited = draftOf(contest);
    this.contest.set(contest);
  }

  protected override async load(): Promise<Contest> {
    const contest = await super.load();
    this.#stored = this.#edited = draftOf(contest);
    return contest;
  }

  #set(change: Partial<RulesDraft>): void {
    if (this.#edited === undefined) return;
    this.#edited = { ...this.#edited, ...change };
    this.requestUpdate();
  }

  async #save(contest: Contest): Promise<boolean> {
    const [edited, stored] = [this.#edited, this.#stored];
    if (edited === undefined || stored === undefined) return false;
    return this.#form.save(faultsOf(edited), async () => {
      const saved = await changeContest(contest, changesBetween(stored, edited));
      this.#stored = draftOf(saved);
      // What was typed while the request was under way stays, and stays unsaved.
      if (this.#edited === edited) this.#edited = this.#stored;
      this.contest.set(saved);
    });
  }

  /** Stores a change of which rounds there are, and before it whatever is not saved yet. */
  async #arrange(contest: Contest, step: (contest: Contest) => Promise<Contest>, done: string): Promise<void> {
    if (this.#arranging) return;
    this.#arranging = true;
    this.requestUpdate();
    if (!this.#isUnsaved() || (await this.#save(contest))) {
      const saved = await this.#form.save({}, async () => this.#take(await step(this.contest.value ?? contest)));
      if (saved) announce(done);
    }
    this.#arranging = false;
    this.requestUpdate();
  }

  #steps(contest: Contest): RoundSteps {
    return {
      busy: this.#arranging,
      onAdd: () => this.#add(contest),
      onMove: (place, places) => this.#move(contest, place, places),
      onRemove: (round) => this.#remove(contest, round),
    };
  }

  async #add(contest: Contest): Promise<void> {
    await this.#arrange(contest, addRound, t("Round added."));
    await this.#focusRound(this.#edited?.rounds.length ?? 1);
  }

  async #move(contest: Contest, place: number, places: number): Promise<void> {
    const order = contest.rounds.map(({ id }) => id);
    const [moved] = order.splice(place, 1);
    if (moved === undefined) return;
    order.splice(place + places, 0, moved);
    const done = t("Moved to place {place} of {of}.", { place: place + places + 1, of: contest.rounds.length });
    await this.#arrange(contest, (now) => orderRounds(now, order), done);
    await this.#focusRound(place + places + 1);
  }

  async #remove(contest: Contest, { id, number, title }: RoundDraft): Promise<void> {
    const sure = await confirmDialog({
      heading: t("Remove {round}?", { round: roundName({ number, title }) }),
      text: t("Its questions, time limit and marking go with it. The contest then lasts as long as the rounds that are left."),
      confirm: t("Remove"),
    });
    if (!sure) return;
    await this.#arrange(contest, (now) => removeRound(now, id), t("Round removed."));
    await this.#focusRound(1);
  }

  async #focusRound(number: number): Promise<void> {
    await this.updateComplete;
    const target = this.querySelector<HTMLElement>(`#round-${number}`) ?? this.querySelector<HTMLElement>("#rounds-heading");
    if (target === null || this.querySelector(".notice.bad") !== null) return;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  protected override body(contest: Contest): TemplateResult {
    const draft = this.#edited;
    if (draft === undefined) return html``;
    const fields: RuleFields = {
      draft,
      hasCode: contest.needs_access_code,
      locked: contest.state !== "draft",
      set: (change) => this.#set(change),
      errors: this.#form.errors,
    };
    const over = contest.state !== "draft" && contest.state !== "published";
    return html`<form novalidate @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void this.#save(contest);
    }}>
      ${this.#form.summary()}
      ${contest.state === "published" ? notice("info", t("This contest is public, and whoever has read its rules relies on them. What would change somebody's chances can no longer be changed. The end can be moved under Overview.")) : nothing}
      ${over ? notice("info", t("This contest is over, so its rules stay as they were.")) : nothing}
      <fieldset class="plain-group" ?disabled=${over}>
        ${fieldGroup({
          id: "schedule",
          heading: t("Schedule"),
          about: t("When the contest is open. The server's clock decides."),
          fields: promised(fields, scheduleFields(fields)),
        })}
        ${fieldGroup({
          id: "rounds",
          heading: t("Rounds"),
          about: t("Each round has a window, questions and a time limit of its own. They follow one another within the contest's time."),
          fields: roundFields(fields, this.#steps(contest)),
        })}
        ${fieldGroup({
          id: "who",
          heading: t("Participants"),
          about: t("Who may take part, and how often."),
          fields: whoFields(fields),
        })}
        ${fieldGroup({
          id: "score",
          heading: t("Scoring"),
          about: t("How attempts make one result, and when right answers are shown."),
          fields: scoreFields(fields),
        })}
        ${fieldGroup({
          id: "boards",
          heading: t("Boards"),
          about: t("What is ranked, and what the public sees of it."),
          fields: boardFields(fields),
        })}
        ${fieldGroup({
          id: "prizes",
          heading: t("Prizes"),
          about: t("What there is to win. Prizes are awarded in this order when the results become final; the description may say what they are worth."),
          fields: prizeFields(fields, prizeOptions(contest)),
        })}
        ${fieldGroup({
          id: "address",
          heading: t("Address"),
          about: t("Where the public finds the contest."),
          fields: promised(fields, this.#address(fields)),
        })}
      </fieldset>
      ${over ? nothing : this.#form.bar({})}
    </form>`;
  }

  #address({ draft, set, errors }: RuleFields): TemplateResult {
    return textField({
      name: "slug",
      label: t("Web address"),
      required: true,
      value: draft.slug,
      maxlength: 80,
      hint: t("{address} — small letters, digits and hyphens.", {
        address: `${location.origin}/contests/${draft.slug}`,
      }),
      errors: errors("slug"),
      onInput: (value) => set({ slug: value.trim() }),
    });
  }
}

/** Public prizes are promised; others can be added until the contest opens. */
function prizeOptions({ state, phase, prizes }: Contest): PrizeOptions {
  const draft = state === "draft";
  return { promised: draft ? 0 : prizes.length, open: draft || (state === "published" && phase === "upcoming") };
}

showPage(RulesPage);
