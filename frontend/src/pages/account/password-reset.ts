import { html, type TemplateResult } from "lit";
import { identifierFrom, requestPasswordReset, resetPassword } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { Form, formValues } from "../../ui/form.ts";
import { PageElement, setTitle, showPage } from "../../ui/page.ts";
import { codeField } from "./parts/sign-in-steps.ts";

class PasswordResetPage extends PageElement {
  static override properties = { stage: { state: true } };

  stage: "ask" | "set" | "done" = new URLSearchParams(location.search).has("key") ? "set" : "ask";
  #form = new Form(this, ["email", "phone", "username", "key", "password"]);

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Set a new password"));
  }

  protected override render(): TemplateResult {
    const views = { ask: () => this.#ask(), set: () => this.#set(), done: () => this.#done() };
    return html`<div class="page wrap page-narrow">
      <h1>${t("Set a new password")}</h1>
      <div class="card">${views[this.stage]()}</div>
      <p class="account-switch"><a href="/sign-in${location.search}">${t("Back to sign-in")}</a></p>
    </div>`;
  }

  #ask(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#request(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "identifier",
        label: t("Mobile number or e-mail address"),
        hint: t("We send a code to it, if an account has it."),
        errors: ["username", "email", "phone"].flatMap((field) => this.#form.errors(field)),
        required: true,
        autocomplete: "username",
      })}
      ${button({ label: t("Send the code"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  #set(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#reset(event)} novalidate>
      ${this.#form.summary()} ${codeField(t("Code"), this.#form.errors("key"))}
      ${textField({
        name: "password",
        label: t("New password"),
        hint: t("At least eight characters. Several words are easier to remember than signs."),
        errors: this.#form.errors("password"),
        required: true,
        type: "password",
        autocomplete: "new-password",
      })}
      ${button({ label: t("Set the password"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  #done(): TemplateResult {
    return html`<p>${t("Your new password is set. Sign in with it.")}</p>
      <a class="button primary wide" href="/sign-in">${t("Sign in")}</a>`;
  }

  async #request(event: SubmitEvent): Promise<void> {
    const identifier = identifierFrom(formValues(event)["identifier"] ?? "");
    const sent = await this.#form.submit(() => requestPasswordReset(identifier));
    if (sent) this.stage = "set";
  }

  async #reset(event: SubmitEvent): Promise<void> {
    const { code = "", password = "" } = formValues(event);
    const key = new URLSearchParams(location.search).get("key") ?? code;
    const set = await this.#form.submit(() => resetPassword(key, password));
    if (set) this.stage = "done";
  }
}

showPage(PasswordResetPage);
