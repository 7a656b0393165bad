import { html, LitElement, type TemplateResult } from "lit";
import { changePassword } from "../../../core/account.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { announce } from "../../../ui/status.ts";
import { withProof } from "../parts/reauthenticating.ts";

/** `<password-section>`: changes the password, or sets the first one. */
class PasswordSection extends LitElement {
  #form = new Form(this, ["current_password", "new_password"]);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("Password")}</h2>
      <form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
        ${this.#form.summary()}
        ${textField({
          name: "current_password",
          label: t("Current password"),
          hint: t("Leave it empty if you have none yet."),
          errors: this.#form.errors("current_password"),
          required: true,
          type: "password",
          autocomplete: "current-password",
        })}
        ${textField({
          name: "new_password",
          label: t("New password"),
          hint: t("At least eight characters. Several words are easier to remember than signs."),
          errors: this.#form.errors("new_password"),
          required: true,
          type: "password",
          autocomplete: "new-password",
        })}
        ${button({ label: t("Change the password"), busy: this.#form.busy })}
      </form>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const { current_password = "", new_password = "" } = formValues(event);
    const done = await this.#form.submit(async () => {
      if (!(await withProof(() => changePassword(current_password, new_password)))) return;
      form.reset();
      announce(t("Your password is changed. Other devices have been signed out."));
    });
    if (done) this.requestUpdate();
  }
}

customElements.define("password-section", PasswordSection);
