import { html, nothing, type TemplateResult } from "lit";
import { acceptedText } from "../../../core/accepted-numbers.ts";
import { formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { icon } from "../../../ui/icons.ts";
import { PageElement } from "../../../ui/page.ts";
import { errorState, skeleton } from "../../../ui/states.ts";
import type { Section } from "../contest/blueprint.ts";
import { LANGUAGES, localised, type Texts } from "../contest/texts.ts";
import { typeName } from "../contest/wording.ts";
import { fetchSheet } from "./bank-api.ts";
import {
  acceptedNumbers,
  optionLetter,
  randomSeed,
  rightOptions,
  spellings,
  type PreviewedQuestion,
} from "./sheet.ts";

/**
 * `<wangan-sheet-preview .sections=…>`: draws a sheet from the bank as it is now and shows it with
 * its keys. Draws again only when asked to, so that a sheet can be read in peace while composing.
 */
export class SheetPreview extends PageElement {
  static override properties = { sections: { attribute: false } };

  sections: readonly Section[] = [];
  #seed = randomSeed();
  #drawn: readonly PreviewedQuestion[] | undefined;
  #titles: readonly (Texts | null)[] = [];
  #error: unknown;
  #busy = false;
  #bothLanguages = false;

  async #draw(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      const { sections } = this;
      this.#drawn = await fetchSheet(sections, this.#seed);
      this.#titles = sections.map(({ title }) => title);
    } catch (error) {
      this.#drawn = undefined;
      this.#error = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  #drawAnother(): void {
    this.#seed = randomSeed();
    void this.#draw();
  }

  protected override render(): TemplateResult {
    const drawn = this.#drawn;
    return html`<div class="row no-print">
        ${drawn === undefined
          ? button({ label: t("Draw a sheet"), busy: this.#busy, onClick: () => this.#draw() })
          : button({ label: t("Draw another"), busy: this.#busy, onClick: () => this.#drawAnother() })}
        ${drawn === undefined
          ? nothing
          : button({
              label: this.#bothLanguages ? t("One language") : t("Both languages"),
              kind: "quiet",
              onClick: () => {
                this.#bothLanguages = !this.#bothLanguages;
                this.requestUpdate();
              },
            })}
      </div>
      <div aria-live="polite">
        ${this.#error === undefined ? nothing : errorState(this.#error, () => this.#draw())}
        ${this.#busy && drawn === undefined ? skeleton() : nothing}
        ${drawn === undefined
          ? nothing
          : html`<p class="small soft sheet-note">
              ${t("Sheet number {seed}. Each participant gets another one. Right answers are marked; participants do not see them.", { seed: this.#seed })}
            </p>`}
      </div>
      ${drawn === undefined
        ? nothing
        : html`<ol class="sheet">
            ${drawn.map((question, index) => this.#question(question, drawn[index - 1]))}
          </ol>`}`;
  }

  #question(question: PreviewedQuestion, before: PreviewedQuestion | undefined): TemplateResult {
    const title = localised(this.#titles[question.section]);
    const points = formatNumber(question.points, 2);
    return html`${title !== "" && question.section !== before?.section
        ? html`<li class="sheet-heading"><h3>${title}</h3></li>`
        : nothing}
      <li class="sheet-question">
        <p class="small soft">
          ${t("Question {number}", { number: question.position + 1 })} · ${typeName(question.type)} ·
          ${tn("{points} point", "{points} points", question.points, { points })}
        </p>
        ${this.#texts(question.stem)} ${this.#answers(question)}
        ${localised(question.explanation) === ""
          ? nothing
          : html`<details class="more">
              <summary>${t("Explanation and source")}</summary>
              ${this.#texts(question.explanation)}
              <div class="small soft">${this.#texts(question.source)}</div>
            </details>`}
      </li>`;
  }

  #answers(question: PreviewedQuestion): TemplateResult {
    switch (question.type) {
      case "blank":
        return written(spellings(question.key).map((accepted) => accepted.join(" / ")).join(t("; ")));
      case "numeric":
        return written(acceptedNumbers(question.key).map(acceptedText).join(t("; ")));
      case "ordering":
        return this.#order(question);
      case "matching":
        return this.#pairs(question);
      default:
        return this.#choices(question);
    }
  }

  /** In the right order; participants see the items in another one. */
  #order({ options, key }: PreviewedQuestion): TemplateResult {
    return html`<ol class="sheet-options">
      ${rightOptions(key).map(
        (right, place) =>
          html`<li class="right-answer">
            <span class="letter">${place + 1}</span>
            <div>${options.filter(({ id }) => id === right).map(({ text }) => this.#texts(text))}</div>
          </li>`,
      )}
    </ol>`;
  }

  #pairs({ prompts, options, key }: PreviewedQuestion): TemplateResult {
    const right = rightOptions(key);
    const unused = options.filter(({ id }) => !right.includes(id));
    return html`<dl class="facts">
      ${prompts.map(
        (prompt, index) =>
          html`<dt>${this.#texts(prompt)}</dt>
            <dd class="right-answer">
              ${options.filter(({ id }) => id === right[index]).map(({ text }) => this.#texts(text))}
            </dd>`,
      )}
      ${unused.length === 0
        ? nothing
        : html`<dt>${t("Belongs to none")}</dt>
            <dd>${unused.map(({ text }) => this.#texts(text))}</dd>`}
    </dl>`;
  }

  #choices({ type, options, key }: PreviewedQuestion): TemplateResult {
    const right = rightOptions(key);
    const shown =
      type === "true_false"
        ? [
            { id: "true", text: { "zh-Hans": "正确", en: "True" } },
            { id: "false", text: { "zh-Hans": "错误", en: "False" } },
          ]
        : options;
    const why = (id: string): Texts => options.find((option) => option.id === id)?.feedback ?? {};
    return html`<ul class="sheet-options">
      ${shown.map(
        ({ id, text }, index) =>
          html`<li class=${right.includes(id) ? "right-answer" : ""}>
            <span class="letter">${optionLetter(index)}</span>
            <div>
              ${this.#texts(text)}
              ${localised(why(id)) === "" ? nothing : html`<div class="small soft">${this.#texts(why(id))}</div>`}
            </div>
            ${right.includes(id)
              ? html`${icon("check")}<span class="visually-hidden">${t("(right)")}</span>`
              : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #texts(texts: Texts): TemplateResult {
    if (!this.#bothLanguages) return html`<p class="as-written">${localised(texts)}</p>`;
    return html`${LANGUAGES.map((one) =>
      texts[one] === undefined ? nothing : html`<p class="as-written" lang=${one}>${texts[one]}</p>`,
    )}`;
  }
}

function written(right: string): TemplateResult {
  return html`<p class="right-answer">${icon("check")} ${right}</p>`;
}

customElements.define("wangan-sheet-preview", SheetPreview);
