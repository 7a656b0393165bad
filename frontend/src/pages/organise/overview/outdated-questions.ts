import { html, nothing, type TemplateResult } from "lit";
import { get } from "../../../core/api.ts";
import { t, tn } from "../../../core/i18n.ts";
import type { Schemas } from "../../../core/schemas.ts";
import { PageElement } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { notice } from "../../../ui/states.ts";
import { localised } from "../contest/texts.ts";

type Outdated = Required<Schemas["OutdatedQuestions"]>;

/**
 * `<wangan-outdated-questions .contest=…>`: which questions of a published contest have been
 * rewritten or withdrawn in their bank since. Nothing where there are none, or nothing was heard.
 */
export class OutdatedQuestions extends PageElement {
  static override properties = { contest: { attribute: false } };

  declare contest: string;
  #found = new Resource(this, () => get<Outdated>(`/organise/contests/${this.contest}/outdated-questions`));

  protected override render(): TemplateResult | typeof nothing {
    const questions = this.#found.value?.questions ?? [];
    if (questions.length === 0) return nothing;
    return notice(
      "caution",
      html`<p>
          ${tn(
            "{n} question of this contest has been rewritten or withdrawn in its bank since it was published. The contest goes on with the text it was published with; if that is wrong, make a ruling.",
            "{n} questions of this contest have been rewritten or withdrawn in their bank since it was published. The contest goes on with the texts it was published with; if one is wrong, make a ruling.",
            questions.length,
          )}
        </p>
        <details class="more">
          <summary>${t("Which ones")}</summary>
          <ul>
            ${questions.map(
              ({ bank, question, stem, used, newer = null }) =>
                html`<li>
                  <a href="/organise/banks/${bank}/questions/${question}">${localised(stem)}</a>
                  <span class="small soft">
                    ${newer === null
                      ? t("Revision {used}; withdrawn since", { used })
                      : t("Revision {used}; the bank has revision {newer}", { used, newer })}
                  </span>
                </li>`,
            )}
          </ul>
        </details>`,
    );
  }
}

customElements.define("wangan-outdated-questions", OutdatedQuestions);
