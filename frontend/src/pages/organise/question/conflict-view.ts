import { html, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { notice } from "../../../ui/states.ts";
import { LANGUAGES, LANGUAGE_NAMES } from "../contest/texts.ts";
import { contentOf, type Content } from "./draft.ts";
import type { Draft } from "./draft.ts";
import type { Question } from "./question-api.ts";

export interface ConflictOptions {
  mine: Draft;
  theirs: Question;
  onKeepMine: () => unknown;
  onTakeTheirs: () => unknown;
}

/** Somebody was faster: both versions beside each other where they are not the same. */
export function conflictView({ mine, theirs, onKeepMine, onTakeTheirs }: ConflictOptions): TemplateResult {
  const own = linesOf(contentOf(mine));
  const other = linesOf(theirs.content);
  const places = Array.from(new Set([...own.keys(), ...other.keys()])).filter((place) => own.get(place) !== other.get(place));
  return notice(
    "bad",
    html`<h2>
        ${theirs.changed_by === ""
          ? t("Somebody else has changed this question since you opened it.")
          : t("{name} has changed this question since you opened it.", { name: theirs.changed_by })}
      </h2>
      <p>${t("Nothing of yours was saved, and nothing of theirs is lost. Take over what you need, then decide.")}</p>
      <div class="table-scroll">
        <table class="table cards">
          <caption class="visually-hidden">${t("Both versions")}</caption>
          <thead>
            <tr>
              <th scope="col">${t("Place")}</th>
              <th scope="col">${t("Yours")}</th>
              <th scope="col">${t("Theirs (revision {number})", { number: theirs.revision })}</th>
            </tr>
          </thead>
          <tbody>
            ${places.map(
              (place) =>
                html`<tr>
                  <th scope="row" data-heading=${t("Place")}>${place}</th>
                  <td class="as-written" data-heading=${t("Yours")}>${own.get(place) ?? ""}</td>
                  <td class="as-written" data-heading=${t("Theirs (revision {number})", { number: theirs.revision })}>
                    ${other.get(place) ?? ""}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="row">
        ${button({ label: t("Keep mine, to be saved as the next revision"), onClick: onKeepMine })}
        ${button({ label: t("Take theirs and drop mine"), onClick: onTakeTheirs })}
      </div>`,
  );
}

function linesOf(content: Content): Map<string, string> {
  const lines = new Map<string, string>();
  const add = (place: string, texts: Partial<Record<string, string>> | undefined): void => {
    for (const one of LANGUAGES) {
      const text = texts?.[one] ?? "";
      if (text !== "") lines.set(`${place} · ${LANGUAGE_NAMES[one]}`, text);
    }
  };
  add(t("Question"), content.stem);
  (content.prompts ?? []).forEach((prompt, place) => add(t("Line {number}", { number: place + 1 }), prompt));
  (content.options ?? []).forEach(({ text, feedback }, place) => {
    add(t("Option {name}", { name: place + 1 }), text);
    add(t("Feedback on {name}", { name: place + 1 }), feedback);
  });
  if (content.key !== undefined) lines.set(t("Right answer"), JSON.stringify(content.key));
  add(t("Explanation"), content.explanation);
  add(t("Source"), content.source);
  return lines;
}
