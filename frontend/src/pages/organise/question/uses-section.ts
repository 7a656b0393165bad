import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { PageElement } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { badge, notice } from "../../../ui/states.ts";
import { localised } from "../contest/texts.ts";
import { standing } from "../contest/wording.ts";
import { fetchUses, type Uses } from "./question-api.ts";

/** `<wangan-question-uses .question=…>`: the contests that may ask it, and with which text. */
export class QuestionUses extends PageElement {
  static override properties = { question: { attribute: false } };

  declare question: { id: string };
  #uses = new Resource(this, () => fetchUses(this.question.id));

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.get("question") !== undefined) void this.#uses.reload();
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("Used in")}</h2>
      ${this.#uses.view((uses) => this.#view(uses))}`;
  }

  #view({ uses, elsewhere }: Uses): TemplateResult {
    const behind = uses.filter(({ is_current, phase }) => !is_current && (phase === "open" || phase === "upcoming"));
    return html`${behind.length === 0
        ? nothing
        : notice(
            "caution",
            tn(
              "{n} contest goes on with an older text of this question. A published contest never changes its questions; if the old text is wrong, make a ruling there.",
              "{n} contests go on with an older text of this question. A published contest never changes its questions; if the old text is wrong, make a ruling there.",
              behind.length,
            ),
          )}
      ${uses.length === 0 && elsewhere === 0
        ? html`<p class="soft">${t("No published contest asks it yet.")}</p>`
        : html`<ul class="use-list">
            ${uses.map((use) => {
              const { label, kind } = standing(use.state, use.phase);
              return html`<li>
                <a href="/organise/contests/${use.contest}">${localised(use.title)}</a>
                ${badge(kind, label)} ${use.is_current ? nothing : badge("caution", t("older text"))}
                <span class="small soft">
                  ${t("Revision {number}", { number: use.revision })} ·
                  ${t("{from} to {to}", { from: formatDateTime(use.opens_at), to: formatDateTime(use.closes_at) })}
                </span>
              </li>`;
            })}
          </ul>`}
      ${elsewhere === 0
        ? nothing
        : html`<p class="small soft">
            ${tn("And in {n} paper of other organisations.", "And in {n} papers of other organisations.", elsewhere)}
          </p>`}`;
  }
}

customElements.define("wangan-question-uses", QuestionUses);
