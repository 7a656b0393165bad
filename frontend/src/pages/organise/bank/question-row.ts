import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { formatDate } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import { LANGUAGES, localised } from "../contest/texts.ts";
import { difficultyName, nameOf, typeName } from "../contest/wording.ts";
import type { QuestionCard } from "./banks-api.ts";
import { statusBadge, waitingBadge } from "./wording.ts";

export interface QuestionRowOptions {
  question: QuestionCard;
  href: string;
  /** Undefined where the reader cannot change questions. */
  onChoose?: ((chosen: boolean) => unknown) | undefined;
  chosen: boolean;
}

/** A question in the list: what it asks, what it is, and where it stands. */
export function questionRow({ question, href, chosen, onChoose }: QuestionRowOptions): TemplateResult {
  const stem = localised(question.stem);
  const missing = LANGUAGES.filter((one) => !question.languages.includes(one));
  return html`<li class="card question-row">
    ${onChoose === undefined
      ? nothing
      : html`<label class="question-tick"
          ><input
            type="checkbox"
            aria-label=${t("Choose: {question}", { question: stem })}
            .checked=${live(chosen)}
            @change=${(event: Event) => onChoose((event.target as HTMLInputElement).checked)}
        /></label>`}
    <div class="question-row-main">
      <h2><a href=${href}>${stem}</a></h2>
      <p class="row small">
        ${statusBadge(question.status)} ${waitingBadge(question)}
        <span>${typeName(question.type)}</span>
        <span>${difficultyName(question.difficulty)}</span>
        <span class="soft">${nameOf(question.topic)}</span>
        ${missing.length === 0 ? nothing : badge("caution", missing[0] === "en" ? t("No English") : t("No Chinese"))}
        ${question.tags.map((tag) => badge("plain", tag))}
      </p>
      <p class="small soft">
        ${[
          question.external_id ?? "",
          t("Revision {number}", { number: question.revision }),
          changed(question),
          question.times_used === 0 ? "" : tn("used in {n} paper", "used in {n} papers", question.times_used),
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      </p>
    </div>
  </li>`;
}

function changed({ changed_at, changed_by }: QuestionCard): string {
  const date = formatDate(changed_at);
  return changed_by === "" ? date : t("{name}, {date}", { name: changed_by, date });
}
