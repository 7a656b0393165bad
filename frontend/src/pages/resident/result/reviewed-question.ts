import { html, nothing, type TemplateResult } from "lit";
import { languageOf, textIn, type LocalisedText, type ReviewedQuestion } from "../../../core/attempts.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import { reviewedAnswers } from "./reviewed-answers.ts";

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
    ${reviewedAnswers(question, language)}
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

function paragraph(text: LocalisedText, language: string): TemplateResult {
  return html`<p class="as-written" lang=${languageOf(text, language)}>${textIn(text, language)}</p>`;
}
