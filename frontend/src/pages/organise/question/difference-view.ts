import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { LANGUAGE_NAMES } from "../contest/texts.ts";
import type { Comparison } from "./question-api.ts";

type Difference = Comparison["differences"][number];

/** What changed, place by place: coloured, struck through or underlined, and said in words. */
export function differenceView(differences: readonly Difference[]): TemplateResult {
  if (differences.length === 0) return html`<p class="soft">${t("The two texts are the same.")}</p>`;
  return html`<dl class="differences">
    ${differences.map(
      ({ place, language, pieces }) =>
        html`<dt>
            ${placeName(place)} ${language === null ? nothing : html`<span class="soft small">${LANGUAGE_NAMES[language]}</span>`}
          </dt>
          <dd lang=${language ?? nothing}>
            ${pieces.map(({ change, text }) => {
              if (change === "same") return text;
              return change === "removed"
                ? html`<del><span class="visually-hidden">${t("[removed:]")}</span>${text}<span class="visually-hidden">${t("[end]")}</span></del>`
                : html`<ins><span class="visually-hidden">${t("[added:]")}</span>${text}<span class="visually-hidden">${t("[end]")}</span></ins>`;
            })}
          </dd>`,
    )}
  </dl>`;
}

function placeName(place: string): string {
  const [, part = "", name = "", kind = ""] = place.split("/");
  const number = /^\d+$/.test(name) ? String(Number(name) + 1) : name.toUpperCase();
  switch (part) {
    case "type":
      return t("Type");
    case "stem":
      return t("Question");
    case "prompts":
      return t("Line {number}", { number });
    case "options":
      return kind === "feedback" ? t("Feedback on {name}", { name: number }) : t("Option {name}", { name: number });
    case "key":
      return t("Right answer");
    case "explanation":
      return t("Explanation");
    default:
      return t("Source");
  }
}
