import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { confirmDialog } from "../../../ui/dialog.ts";
import { textArea } from "../../../ui/field.ts";
import { Form } from "../../../ui/form.ts";
import { PageElement } from "../../../ui/page.ts";
import { notice } from "../../../ui/states.ts";
import { dataTable } from "../../../ui/table.ts";
import { localised } from "../contest/texts.ts";
import { typeName } from "../contest/wording.ts";
import { JobFollower } from "../../../ui/job-follower.ts";
import { keyFields } from "./key-fields.ts";
import { changesTheSame, isCorrection, proposalFor, type Move, type PaperQuestion, type Proposal, type RemarkPreview, type RulingKind } from "./ruling.ts";
import { askForPreview, fetchPreview } from "./rulings-api.ts";

/**
 * `<wangan-ruling-form .question=… .contest=… .round=…>`: what is to happen with one question, and who would
 * move. Dispatches `ruled` with the proposal once it was confirmed, and `given-up`.
 */
export class RulingForm extends PageElement {
  static override properties = { question: { attribute: false }, contest: {}, round: { attribute: false } };

  question: PaperQuestion | undefined;
  contest = "";
  /** The number of the round whose paper has the question. */
  round = 1;
  #proposal: Proposal | undefined;
  #preview: RemarkPreview | undefined;
  #form = new Form(this, ["reason"]);
  #looking = new JobFollower(this);

  #set(change: Partial<Proposal>): void {
    if (this.#proposal === undefined) return;
    this.#proposal = { ...this.#proposal, ...change };
    // A preview of something else would mislead; the reason changes nobody's score.
    if (Object.keys(change).some((field) => field !== "reason")) this.#preview = undefined;
    this.requestUpdate();
  }

  async #look(proposal: Proposal): Promise<void> {
    await this.#form.submit(async () => {
      const looked = await this.#looking.run(() => askForPreview(this.contest, this.round, proposal));
      // Something else may be asked by now.
      if (looked !== undefined && this.#proposal !== undefined && changesTheSame(this.#proposal, proposal)) {
        this.#preview = await fetchPreview(this.contest, looked.id);
      }
    });
  }

  async #confirm(proposal: Proposal, preview: RemarkPreview): Promise<void> {
    const agreed = await confirmDialog({
      heading: proposal.kind === "withdrawn" ? t("Withdraw this question?") : t("Correct this key?"),
      text: html`<p>${effectText(preview)}</p>
        <p>${t("Every attempt is marked again, standings and boards follow, and the ruling with its reason goes on record. It can be followed by another ruling, but not erased.")}</p>`,
      confirm: t("Make the ruling"),
    });
    if (agreed) this.dispatchEvent(new CustomEvent("ruled", { detail: proposal }));
  }

  protected override render(): TemplateResult {
    const { question } = this;
    if (question === undefined) return html``;
    if (this.#proposal?.index !== question.index) {
      this.#proposal = proposalFor(question);
      this.#preview = undefined;
    }
    const proposal = this.#proposal;
    const unready = proposal.kind === "key_corrected" && !isCorrection(question, proposal.key);
    return html`<form
      class="card ruling-form"
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#look(proposal);
      }}
    >
      <h2 tabindex="-1">${t("Question {number}", { number: question.index + 1 })}</h2>
      <p class="small soft">${typeName(question.type)}</p>
      <p class="as-written">${localised(question.stem)}</p>
      ${this.#form.summary()} ${this.#fields(question, proposal)}
      <div class="row">
        ${button({ label: t("See who would move"), busy: this.#form.busy, disabled: unready })}
        ${button({
          label: t("Go back"),
          kind: "quiet",
          onClick: () => this.dispatchEvent(new CustomEvent("given-up")),
        })}
      </div>
      ${this.#looking.view(t("Looking who would move"))}
      <div aria-live="polite">${this.#preview === undefined ? nothing : this.#effect(this.#preview, proposal)}</div>
    </form>`;
  }

  #fields(question: PaperQuestion, proposal: Proposal): TemplateResult {
    return html`${choiceGroup({
      name: "kind",
      legend: t("What is to happen"),
      type: "radio",
      choices: [
        {
          value: "withdrawn",
          label: t("Withdraw the question"),
          hint: t("Whoever had it on the sheet gets its full points, whatever they answered."),
        },
        {
          value: "key_corrected",
          label: t("Correct the key"),
          hint: t("The answers that were given are marked again with the right key."),
        },
      ],
      chosen: [proposal.kind],
      onChange: ([kind]) => this.#set({ kind: kind as RulingKind }),
    })}
    ${proposal.kind === "withdrawn" || proposal.key === null
      ? nothing
      : keyFields({ question, key: proposal.key, onChange: (key) => this.#set({ key }) })}
    ${textArea({
      name: "reason",
      label: t("Reason"),
      required: true,
      value: proposal.reason,
      rows: 2,
      maxlength: 300,
      hint: t("Kept in the record of this contest."),
      errors: this.#form.errors("reason"),
      onInput: (reason) => this.#set({ reason }),
    })}`;
  }

  #effect(preview: RemarkPreview, proposal: Proposal): TemplateResult {
    const noReason = proposal.reason.trim() === "";
    return html`<section class="section">
      <h3>${t("What would change")}</h3>
      ${notice("info", effectText(preview))}
      <p class="section-small">
        ${button({
          label: t("Make the ruling"),
          kind: "primary",
          disabled: noReason,
          onClick: () => this.#confirm(proposal, preview),
        })}
        ${noReason ? html`<span class="small soft">${t("Please give a reason first.")}</span>` : nothing}
      </p>
      ${preview.moves.length === 0
        ? nothing
        : dataTable<Move>({
            caption: t("The largest changes"),
            columns: [
              { heading: t("Name"), names: true, cell: ({ name }) => name },
              { heading: t("Now"), numeric: true, cell: ({ before }) => formatNumber(before, 2) },
              { heading: t("Then"), numeric: true, cell: ({ after }) => formatNumber(after, 2) },
            ],
            rows: preview.moves,
          })}
    </section>`;
  }
}

function effectText({ closed, had_question, raised, lowered }: RemarkPreview): string {
  return t("{had} of {closed} had this question. {raised}, {lowered}.", {
    had: formatNumber(had_question),
    closed: tn("{n} finished attempt", "{n} finished attempts", closed),
    raised: tn("{n} score rises", "{n} scores rise", raised),
    lowered: tn("{n} falls", "{n} fall", lowered),
  });
}

customElements.define("wangan-ruling-form", RulingForm);
