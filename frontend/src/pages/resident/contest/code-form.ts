import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { enter } from "./starting.ts";

/** Asks for the access code of a contest. */
export class CodeForm {
  readonly #form: Form;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    private readonly slug: string,
    private readonly onEntered: () => unknown,
  ) {
    this.#form = new Form(host, ["access_code"]);
  }

  view(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <p>${t("This contest takes an access code. You have it from the organiser.")}</p>
      ${this.#form.summary()}
      ${textField({
        name: "access_code",
        label: t("Access code"),
        required: true,
        maxlength: 64,
        look: "code",
        errors: this.#form.errors("access_code"),
      })}
      ${button({ label: t("Enter"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const { access_code = "" } = formValues(event);
    if (await this.#form.submit(() => enter(this.slug, access_code))) await this.onEntered();
  }
}
