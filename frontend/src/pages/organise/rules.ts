import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../core/i18n.ts";
import { textField } from "../../ui/field.ts";
import { showPage } from "../../ui/page.ts";
import { notice } from "../../ui/states.ts";
import type { Contest } from "./contest/contest.ts";
import { changeContest } from "./contest/contests-api.ts";
import { fieldGroup } from "./fields/field-group.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { SavingForm } from "./frame/saving-form.ts";
import { boardFields } from "./rules/board-fields.ts";
import { faultsOf } from "./rules/checking.ts";
import { changesBetween, draftOf, isChanged, type RulesDraft } from "./rules/draft.ts";
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
    isUnsaved: () =>
      this.#edited !== undefined && this.#stored !== undefined && isChanged(this.#stored, this.#edited),
    reload: () => this.contest.reload(),
  });

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

  async #save(contest: Contest): Promise<void> {
    const [edited, stored] = [this.#edited, this.#stored];
    if (edited === undefined || stored === undefined) return;
    await this.#form.save(faultsOf(edited), async () => {
      const saved = await changeContest(contest, changesBetween(stored, edited));
      this.#stored = draftOf(saved);
      // What was typed while the request was under way stays, and stays unsaved.
      if (this.#edited === edited) this.#edited = this.#stored;
      this.contest.set(saved);
    });
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

showPage(RulesPage);
