/** One's own answer beside the right one, for each type of question. */
import { html, nothing, type TemplateResult } from "lit";
import { acceptedText } from "../../../core/accepted-numbers.ts";
import {
  languageOf,
  textIn,
  type AcceptedNumber,
  type LocalisedText,
  type ReviewedQuestion,
} from "../../../core/attempts.ts";
import { t } from "../../../core/i18n.ts";
import { blankParts, choicesOf } from "../../../core/questions.ts";
import { icon } from "../../../ui/icons.ts";

type Option = ReviewedQuestion["options"][number];

/** The question, the answer given and the right one. */
export function reviewedAnswers(question: ReviewedQuestion, language: string): TemplateResult {
  switch (question.type) {
    case "blank":
      return blanks(question, language);
    case "numeric":
      return html`${stem(question, language)} ${number(question)}`;
    case "ordering":
      return html`${stem(question, language)} ${order(question, language)}`;
    case "matching":
      return html`${stem(question, language)} ${pairs(question, language)}`;
    default:
      return html`${stem(question, language)} ${choices(question, language)}`;
  }
}

function stem({ stem }: ReviewedQuestion, language: string): TemplateResult {
  return html`<p class="review-stem as-written" lang=${languageOf(stem, language)}>${textIn(stem, language)}</p>`;
}

function choices(question: ReviewedQuestion, language: string): TemplateResult {
  const { key, response, options } = question;
  return html`<ul class="review-options">
    ${choicesOf(question).map(({ value, text }, index) => {
      const right = key.includes(value);
      const chosen = response.includes(value);
      return html`<li class="review-option ${right ? "right" : chosen ? "wrong" : ""}">
        <span class="letter" aria-hidden="true">${String.fromCharCode(65 + index)}</span>
        <span class="review-text">${written(text, language)}</span>
        <span class="review-marks small">
          ${chosen ? html`<span>${t("Your answer")}</span>` : nothing}
          ${right ? html`<span class="right-mark">${icon("check")} ${t("Right answer")}</span>` : nothing}
        </span>
        ${feedback(options[index], language)}
      </li>`;
    })}
  </ul>`;
}

/** The right order, with where one's own answer had each item. */
function order({ key, response, options }: ReviewedQuestion, language: string): TemplateResult {
  const given = response.length > 0;
  return html`<p class="small soft">${t("The right order:")}</p>
    <ol class="review-options">
      ${key.map((id, place) => {
        const option = options.find((one) => one.id === id);
        const own = response.findIndex((one) => one === id);
        return html`<li class="review-option ${given ? (own === place ? "right" : "wrong") : ""}">
          <span class="letter" aria-hidden="true">${place + 1}</span>
          <span class="review-text">${option === undefined ? nothing : written(option.text, language)}</span>
          ${given
            ? html`<span class="review-marks small">
                ${own === place
                  ? html`<span class="right-mark">${icon("check")} ${t("In its place")}</span>`
                  : html`<span>${t("You put it in place {number}", { number: own + 1 })}</span>`}
              </span>`
            : nothing}
          ${feedback(option, language)}
        </li>`;
      })}
    </ol>`;
}

function pairs({ key, response, options, prompts }: ReviewedQuestion, language: string): TemplateResult {
  const option = (id: unknown): Option | undefined => options.find((one) => one.id === id);
  const shown = (one: Option | undefined): TemplateResult =>
    one === undefined ? html`<span class="soft">${t("Not answered")}</span>` : written(one.text, language);
  return html`<ul class="review-options">
    ${prompts.map((prompt, index) => {
      const own = option(response[index]);
      const right = option(key[index]);
      const matched = own !== undefined && own === right;
      return html`<li class="review-option ${matched ? "right" : own === undefined ? "" : "wrong"}">
        <span class="review-text"><strong>${written(prompt, language)}</strong></span>
        <span class="review-pair">
          ${matched
            ? nothing
            : html`<span>${t("Your answer: ")}${shown(own)}</span> ${feedback(own, language)}`}
          <span
            ><span class="right-mark">${icon("check")} ${t("Right answer: ")}</span>${right === undefined
              ? nothing
              : written(right.text, language)}</span
          >
          ${feedback(right, language)}
        </span>
      </li>`;
    })}
  </ul>`;
}

function number({ key, response }: ReviewedQuestion): TemplateResult {
  const accepted = key.filter((part): part is AcceptedNumber => typeof part === "object" && !Array.isArray(part));
  return html`<dl class="facts">
    <dt>${t("Number")}</dt>
    <dd>${writtenAndRight(String(response[0] ?? ""), accepted.map(acceptedText).join(" / "))}</dd>
  </dl>`;
}

function blanks(question: ReviewedQuestion, language: string): TemplateResult {
  const { key, response } = question;
  const parts = blankParts(textIn(question.stem, language));
  return html`<p class="review-stem as-written" lang=${languageOf(question.stem, language)}
      >${parts.map((part, index) => (index === 0 ? part : html`<span class="blank-mark">(${index})</span>${part}`))}</p
    >
    <dl class="facts">
      ${key.map(
        (spellings, index) =>
          html`<dt>${t("Blank {number}", { number: index + 1 })}</dt>
            <dd>
              ${writtenAndRight(
                String(response[index] ?? ""),
                Array.isArray(spellings) ? spellings.join(" / ") : "",
              )}
            </dd>`,
      )}
    </dl>`;
}

function writtenAndRight(own: string, right: string): TemplateResult {
  return html`${own === ""
      ? html`<span class="soft">${t("Not answered")}</span>`
      : html`${t("Your answer: ")}<em>${own}</em>`}
    <br /><span class="right-mark">${icon("check")} ${t("Right answer: ")}</span>${right}`;
}

function written(text: LocalisedText, language: string): TemplateResult {
  return html`<span class="as-written" lang=${languageOf(text, language)}>${textIn(text, language)}</span>`;
}

/** Why an option is right or wrong, where its author says so. */
function feedback(option: Option | undefined, language: string): TemplateResult | typeof nothing {
  if (option === undefined || textIn(option.feedback, language) === "") return nothing;
  return html`<span class="review-feedback small">${written(option.feedback, language)}</span>`;
}
