import { html, nothing, type TemplateResult } from "lit";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { selectField } from "../../../ui/field.ts";
import { icon } from "../../../ui/icons.ts";
import { PageElement } from "../../../ui/page.ts";
import { notice } from "../../../ui/states.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../contest/texts.ts";
import { JobFollower } from "../../../ui/job-follower.ts";
import { startExport, type Bank, type Formats } from "./imports-api.ts";
import { lossesOf, type Loss } from "./losses.ts";
import { formatName } from "./wording.ts";

const LOSSES_SHOWN = 20;

/** `<wangan-bank-export .bank=… .formats=…>`: a bank as a file, and what the file cannot hold. */
class BankExport extends PageElement {
  static override properties = { bank: { attribute: false }, formats: { attribute: false } };

  bank: Bank | undefined;
  formats: Formats | undefined;
  #follower = new JobFollower(this);
  #format = "json";
  #language: Language = "zh-Hans";

  protected override render(): TemplateResult {
    const { bank, formats } = this;
    if (bank === undefined || formats === undefined) return html``;
    return html`<div class="import-choices">
        ${selectField({
          name: "export-format",
          label: t("Format"),
          required: true,
          value: this.#format,
          options: formats.written.map(({ name }) => ({ value: name, label: formatName(name) })),
          onChange: (value) => this.#choose(() => (this.#format = value)),
        })}
        ${this.#format === "json"
          ? nothing
          : selectField({
              name: "export-language",
              label: t("Language"),
              hint: t("For formats that hold one language only."),
              required: true,
              value: this.#language,
              options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
              onChange: (value) => this.#choose(() => (this.#language = value as Language)),
            })}
      </div>
      ${button({
        label: t("Export"),
        busy: this.#follower.busy,
        onClick: () => this.#follower.run(() => startExport(bank.id, this.#format, this.#language)),
      })}
      ${this.#follower.view(t("Writing the file…"))} ${this.#result()}`;
  }

  #choose(change: () => unknown): void {
    change();
    this.requestUpdate();
  }

  #result(): TemplateResult | typeof nothing {
    const { job } = this.#follower;
    if (job?.state !== "done" || job.result === null) return nothing;
    return html`<p class="row download" role="status">
        <a class="button primary" href=${job.result} download>${icon("download")} ${t("Download the file")}</a>
        <span class="small soft">${job.message}</span>
      </p>
      ${job.errors.length === 0
        ? notice("good", t("The file holds everything."))
        : notice("caution", losses(lossesOf(job.errors)))}`;
  }
}

function losses(lost: readonly Loss[]): TemplateResult {
  return html`<p>${t("This format cannot hold everything:")}</p>
    <ul>
      ${lost.slice(0, LOSSES_SHOWN).map(
        ({ detail, items }) =>
          html`<li>
            ${detail}
            <span class="soft small"
              >${items.length === 1 ? items[0] : tn("{n} question", "{n} questions", items.length)}</span
            >
          </li>`,
      )}
    </ul>`;
}

customElements.define("wangan-bank-export", BankExport);
