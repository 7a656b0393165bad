import { html, nothing, type TemplateResult } from "lit";
import type { Question as Shown } from "../../../core/attempts.ts";
import { t } from "../../../core/i18n.ts";
import type { AnswerResponse } from "../../../core/outbox-store.ts";
import { PageElement } from "../../../ui/page.ts";
import { blankView } from "../../../ui/question/blank.ts";
import { choiceView } from "../../../ui/question/choice.ts";
import type { QuestionView } from "../../../ui/question/question-view.ts";
import { rareViews } from "../../../ui/question/rare-views.ts";
import { LANGUAGES, LANGUAGE_NAMES, localised, type Language } from "../contest/texts.ts";
import { typeName } from "../contest/wording.ts";
import { blankCount, hasOptions, isArranged, type Draft } from "./draft.ts";

// The very views of the answer page. By their files, since that page's own choice of what to load
// when is worth its place in that page alone.
const VIEWS: Readonly<Record<Shown["type"], QuestionView>> = {
  single: choiceView,
  multiple: choiceView,
  true_false: choiceView,
  blank: blankView,
  ...rareViews,
};

/** `<wangan-question-preview .draft=…>`: the question as participants get it, to be tried out. */
export class QuestionPreview extends PageElement {
  static override properties = { draft: { attribute: false } };

  draft: Draft | undefined;
  #language: Language = document.documentElement.lang.startsWith("en") ? "en" : "zh-Hans";
  #response: AnswerResponse = [];
  #shape = "";

  protected override render(): TemplateResult | typeof nothing {
    const { draft } = this;
    if (draft === undefined) return nothing;
    const question = shown(draft);
    // A response to other options would be none to these.
    const shape = JSON.stringify([question.type, question.options.map(({ id }) => id), question.blanks]);
    if (shape !== this.#shape) this.#response = [];
    this.#shape = shape;
    const view = VIEWS[question.type]({
      question,
      response: this.#response,
      language: this.#language,
      disabled: false,
      onAnswer: (response) => {
        this.#response = response;
        this.requestUpdate();
      },
    });
    return html`<div class="row" role="group" aria-label=${t("Language of the preview")}>
        ${LANGUAGES.map(
          (one) =>
            html`<button
              type="button"
              class="button quiet ${one === this.#language ? "chosen" : ""}"
              aria-pressed=${one === this.#language ? "true" : "false"}
              lang=${one}
              @click=${() => {
                this.#language = one;
                this.requestUpdate();
              }}
            >
              ${LANGUAGE_NAMES[one]}
            </button>`,
        )}
      </div>
      <p class="small soft">${typeName(question.type)}</p>
      ${view}`;
  }
}

function shown(draft: Draft): Shown {
  const named = draft.options.map(({ id, text }, place) => ({ id: id || String(place), text }));
  return {
    position: 0,
    section: 0,
    points: 1,
    type: draft.type,
    stem: draft.stem,
    prompts: draft.type === "matching" ? draft.prompts : [],
    options: hasOptions(draft.type) ? (isArranged(draft.type) ? scrambled(named) : named) : [],
    blanks: draft.type === "blank" ? blankCount(draft.stem) : 0,
  };
}

/** Equal answers once, in an order that is not the author's, as the server would give them. */
function scrambled(options: Shown["options"]): Shown["options"] {
  const text = (option: Shown["options"][number]): string => localised(option.text, "zh-Hans");
  const distinct = options.filter((one, place) => options.findIndex((other) => text(other) === text(one)) === place);
  return distinct.sort((one, other) => (text(one) < text(other) ? -1 : 1));
}

customElements.define("wangan-question-preview", QuestionPreview);
