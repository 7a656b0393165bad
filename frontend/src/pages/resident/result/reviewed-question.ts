import { html, nothing, type TemplateResult } from "lit";
import { languageOf, textIn, type LocalisedText, type ReviewedQuestion } from "../../../core/attempts.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { blankParts, choicesOf } from "../../../core/questions.ts";
import { icon } from "../../../ui/icons.ts";
import { badge } from "../../../ui/states.ts";

/** Whether it earned all its points. */
export function isRight({ score, points }: ReviewedQuestion): boolean {
  return score >= points;
}

/** One question with one's own answer, the right one, and why. */
export function reviewedQuestion(question: ReviewedQuestion, language: string): TemplateResult {
  return html`<header class="row spread">
      <h3>${t("Question {number}", { number: question.position + 1 })}</h3>
      <p class="review-verdict">${verdict(question)}</p>
    </header>
    ${question.ruling === null ? nothing : html`<p class="small">${rulingText(question.ruling)}</p>`}
    ${question.type === "blank" ? blanks(question, language) : choices(question, language)}
    <div class="explanation">
      <h4>${t("Explanation")}</h4>
      ${paragraph(question.explanation, language)}
      ${textIn(question.source, language) === ""
        ? nothing
        : html`<p class="small soft">
            ${t("Source: ")}<span lang=${languageOf(question.source, language)}>${textIn(question.source, language)}</span>
          </p>`}
    </div>`;
}

function verdict(question: ReviewedQuestion): TemplateResult {
  const { score, points, response } = question;
  const earned = html`<span class="small soft number">${formatNumber(score, 2)} / ${formatNumber(points, 2)}</span>`;
  if (isRight(question)) return html`${badge("good", t("Right"))} ${earned}`;
  if (response.length === 0) return html`${badge("plain", t("Not answered"))} ${earned}`;
  return html`${score > 0 ? badge("caution", t("Partly right")) : badge("bad", t("Wrong"))} ${earned}`;
}

function rulingText(ruling: "withdrawn" | "key_corrected"): string {
  return ruling === "withdrawn"
    ? t("This question was withdrawn: everybody who had it gets its points.")
    : t("The right answer to this question was corrected after the contest began.");
}

function choices(question: ReviewedQuestion, language: string): TemplateResult {
  const { key, response } = question;
  return html`${paragraph(question.stem, language, "review-stem")}
    <ul class="review-options">
      ${choicesOf(question).map(({ value, text }, index) => {
        const right = key.includes(value);
        const chosen = response.includes(value);
        return html`<li class="review-option ${right ? "right" : chosen ? "wrong" : ""}">
          <span class="letter" aria-hidden="true">${String.fromCharCode(65 + index)}</span>
          <span class="review-text" lang=${languageOf(text, language)}>${textIn(text, language)}</span>
          <span class="review-marks small">
            ${chosen ? html`<span>${t("Your answer")}</span>` : nothing}
            ${right ? html`<span class="right-mark">${icon("check")} ${t("Right answer")}</span>` : nothing}
          </span>
        </li>`;
      })}
    </ul>`;
}

function blanks(question: ReviewedQuestion, language: string): TemplateResult {
  const { key, response } = question;
  const parts = blankParts(textIn(question.stem, language));
  return html`<p class="review-stem" lang=${languageOf(question.stem, language)}>
      ${parts.map((part, index) => (index === 0 ? part : html`<span class="blank-mark">(${index})</span>${part}`))}
    </p>
    <dl class="facts">
      ${key.map((spellings, index) => {
        const written = String(response[index] ?? "");
        return html`<dt>${t("Blank {number}", { number: index + 1 })}</dt>
          <dd>
            ${written === "" ? html`<span class="soft">${t("Not answered")}</span>` : html`${t("Your answer: ")}<em>${written}</em>`}
            <br /><span class="right-mark">${icon("check")} ${t("Right answer: ")}</span>
            ${Array.isArray(spellings) ? spellings.join(" / ") : String(spellings)}
          </dd>`;
      })}
    </dl>`;
}

function paragraph(text: LocalisedText, language: string, look = ""): TemplateResult {
  return html`<p class=${look} lang=${languageOf(text, language)}>${textIn(text, language)}</p>`;
}
