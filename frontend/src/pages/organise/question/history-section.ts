import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { selectField } from "../../../ui/field.ts";
import { PageElement } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { badge } from "../../../ui/states.ts";
import { actionDialog } from "../frame/action-dialog.ts";
import { differenceView } from "./difference-view.ts";
import { fetchComparison, fetchRevisions, restoreRevision, type Comparison, type Question, type Revision } from "./question-api.ts";

/** `<wangan-question-history .question=…>`: every text the question had; fires `restored`. */
export class QuestionHistory extends PageElement {
  static override properties = { question: { attribute: false } };

  declare question: Question;
  #revisions = new Resource(this, () => fetchRevisions(this.question.id));
  #old = 0;
  #new = 0;
  #comparison: Resource<Comparison> | undefined;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // A new text, or a new approval of an old one.
    if (changed.get("question") === undefined) return;
    this.#new = 0;
    this.#comparison = undefined;
    void this.#revisions.reload();
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("History")}</h2>
      ${this.#revisions.view((revisions) => this.#view(revisions))}`;
  }

  #view(revisions: readonly Revision[]): TemplateResult {
    const { approved_revision, revision } = this.question;
    return html`<ol class="revision-list">
        ${revisions.map(
          (one) =>
            html`<li>
              <span>
                <strong>${t("Revision {number}", { number: one.number })}</strong>
                ${one.number === revision ? badge("plain", t("current")) : nothing}
                ${one.number === approved_revision ? badge("good", t("drawn by papers")) : nothing}
              </span>
              <span class="small soft">
                ${formatDateTime(one.created_at)}${one.created_by === "" ? nothing : html` · ${one.created_by}`}
                ${one.reviewed_by.length === 0
                  ? nothing
                  : html` · ${t("let through by {names}", { names: one.reviewed_by.join(t(", ")) })}`}
              </span>
              ${one.number === revision
                ? nothing
                : button({
                    label: t("Restore"),
                    kind: "quiet",
                    description: t("Restore revision {number}", { number: one.number }),
                    onClick: () => this.#restore(one.number),
                  })}
            </li>`,
        )}
      </ol>
      ${revisions.length < 2 ? html`<p class="soft">${t("There is nothing to compare with yet.")}</p>` : this.#compare(revisions)}`;
  }

  #compare(revisions: readonly Revision[]): TemplateResult {
    const numbers = revisions.map(({ number }) => ({ value: String(number), label: t("Revision {number}", { number }) }));
    if (this.#new === 0) {
      this.#new = revisions[0]?.number ?? 1;
      this.#old = revisions[1]?.number ?? 1;
    }
    this.#comparison ??= new Resource(this, () => fetchComparison(this.question.id, this.#old, this.#new));
    const select = (name: "old" | "new", label: string, value: number, set: (number: number) => void): TemplateResult =>
      selectField({
        name: `compare-${name}`,
        label,
        required: true,
        value: String(value),
        options: numbers,
        onChange: (number) => {
          set(Number(number));
          void this.#comparison?.reload();
        },
      });
    return html`<h3>${t("What changed")}</h3>
      <div class="two-columns">
        ${select("old", t("From"), this.#old, (number) => (this.#old = number))}
        ${select("new", t("To"), this.#new, (number) => (this.#new = number))}
      </div>
      <div aria-live="polite">${this.#comparison.view(({ differences }) => differenceView(differences))}</div>`;
  }

  async #restore(number: number): Promise<void> {
    const done = await actionDialog({
      heading: t("Restore revision {number}?", { number }),
      text: t("Its text becomes a new revision. Like every change, it has to be let through before papers draw it."),
      confirm: t("Restore"),
      send: () => restoreRevision(this.question, number),
    });
    if (done) this.dispatchEvent(new Event("restored"));
  }
}

customElements.define("wangan-question-history", QuestionHistory);
