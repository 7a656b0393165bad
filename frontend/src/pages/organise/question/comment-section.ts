import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { textArea } from "../../../ui/field.ts";
import { PageElement } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { problemText } from "../../../ui/problem-text.ts";
import { badge, notice } from "../../../ui/states.ts";
import { announce } from "../../../ui/status.ts";
import { addComment, fetchComments, resolveComment, type Comment } from "./question-api.ts";

/** `<wangan-question-comments .question=…>`: what colleagues say about the question. */
export class QuestionComments extends PageElement {
  static override properties = { question: { attribute: false } };

  declare question: { id: string };
  #comments = new Resource(this, () => fetchComments(this.question.id));
  #text = "";
  #busy = false;
  #error: unknown;

  protected override render(): TemplateResult {
    return html`<h2>${t("Comments")}</h2>
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#add();
        }}
      >
        ${textArea({
          name: "comment",
          label: t("Write a comment"),
          required: true,
          rows: 2,
          maxlength: 2000,
          value: this.#text,
          onInput: (text) => (this.#text = text),
        })}
        ${this.#error === undefined ? nothing : notice("bad", problemText(this.#error))}
        ${button({ label: t("Comment"), busy: this.#busy })}
      </form>
      ${this.#comments.view((comments) =>
        comments.length === 0
          ? html`<p class="soft">${t("Nobody has said anything yet.")}</p>`
          : html`<ul class="comment-list">
              ${comments.map((comment) => this.#comment(comment))}
            </ul>`,
      )}`;
  }

  #comment(comment: Comment): TemplateResult {
    const done = comment.resolved_at !== null;
    return html`<li class=${done ? "soft" : ""}>
      <p class="small">
        <strong>${comment.author}</strong> · ${formatDateTime(comment.created_at)} ·
        ${t("Revision {number}", { number: comment.revision })}
        ${done ? badge("good", t("Resolved by {name}", { name: comment.resolved_by })) : nothing}
      </p>
      <p class="as-written">${comment.text}</p>
      ${button({
        label: done ? t("Open again") : t("Mark as resolved"),
        kind: "quiet",
        onClick: () => this.#resolve(comment, !done),
      })}
    </li>`;
  }

  async #add(): Promise<void> {
    if (this.#text.trim() === "") return;
    await this.#send(async () => {
      await addComment(this.question.id, this.#text.trim());
      this.#text = "";
      announce(t("Comment added."));
    });
  }

  #resolve(comment: Comment, done: boolean): Promise<void> {
    return this.#send(() => resolveComment(comment, done));
  }

  async #send(send: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      await send();
      await this.#comments.reload();
    } catch (error) {
      this.#error = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }
}

customElements.define("wangan-question-comments", QuestionComments);
