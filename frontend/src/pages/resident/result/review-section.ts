import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import { get } from "../../../core/api.ts";
import type { AttemptResult, ReviewedQuestion } from "../../../core/attempts.ts";
import { formatDateTime } from "../../../core/format.ts";
import { language, t, tn } from "../../../core/i18n.ts";
import { checkbox } from "../../../ui/choices.ts";
import { Resource } from "../../../ui/resource.ts";
import { skeleton } from "../../../ui/states.ts";
import { isRight, reviewedQuestion } from "./reviewed-question.ts";

interface Review {
  questions: readonly ReviewedQuestion[];
}

/** What was right and why, as soon as the contest allows it. */
export class ReviewSection {
  #review: Resource<Review> | undefined;
  #wrongOnly = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly attempt: string,
  ) {}

  view({ review }: AttemptResult): TemplateResult {
    return html`<section class="section review" aria-labelledby="review">
      <h2 id="review">${t("Answers and explanations")}</h2>
      ${review.allowed ? this.#loaded().view((loaded) => this.#questions(loaded), skeleton(6)) : notYet(review)}
    </section>`;
  }

  #loaded(): Resource<Review> {
    this.#review ??= new Resource(this.host, () => get<Review>(`/attempts/${this.attempt}/review`));
    return this.#review;
  }

  #questions({ questions }: Review): TemplateResult {
    const wrong = questions.filter((question) => !isRight(question));
    const shown = this.#wrongOnly ? wrong : questions;
    return html`${wrong.length === 0
        ? html`<p>${t("Everything was right.")}</p>`
        : html`<div class="no-print">
            ${checkbox({
              name: "wrong",
              label: tn("Only the {n} question that was not right", "Only the {n} questions that were not right", wrong.length),
              checked: this.#wrongOnly,
              onChange: (on) => {
                this.#wrongOnly = on;
                this.host.requestUpdate();
              },
            })}
          </div>`}
      <ol class="review-list">
        ${shown.map((question) => html`<li class="card">${reviewedQuestion(question, language())}</li>`)}
      </ol>`;
  }
}

function notYet({ available_from }: AttemptResult["review"]): TemplateResult {
  return html`<p class="soft">
    ${available_from === null
      ? t("This contest does not show the right answers.")
      : t("The right answers are shown from {date}.", { date: formatDateTime(available_from) })}
  </p>`;
}
