import { html, type TemplateResult } from "lit";
import { identifierFrom, requestCode, type SignIn } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { Form, formValues } from "../../ui/form.ts";
import { PageElement, setTitle, showPage } from "../../ui/page.ts";
import { arrive, leaveGuestSession, leaveIfSignedIn } from "./parts/arriving.ts";
import "./parts/sign-in-steps.ts";

class SignInCodePage extends PageElement {
  static override properties = { standing: { state: true } };

  standing: SignIn | undefined;
  #address = "";
  #form = new Form(this, ["username", "email", "phone"]);

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Sign in with a code"));
    void leaveIfSignedIn();
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-narrow">
      <h1>${t("Sign in with a code")}</h1>
      <div class="card">
        ${this.standing === undefined
          ? this.#request()
          : html`<sign-in-steps
              .standing=${this.standing}
              .sentTo=${this.#address}
              @signed-in=${arrive}
              @start-over=${() => (this.standing = undefined)}
            ></sign-in-steps>`}
      </div>
      <p class="account-switch"><a href="/sign-in${location.search}">${t("Sign in with a password")}</a></p>
    </div>`;
  }

  #request(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "identifier",
        label: t("Mobile number or e-mail address"),
        hint: t("We send you a code that is valid for five minutes."),
        errors: ["username", "email", "phone"].flatMap((field) => this.#form.errors(field)),
        required: true,
        value: this.#address,
        autocomplete: "username",
      })}
      ${button({ label: t("Send the code"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    this.#address = formValues(event)["identifier"] ?? "";
    await this.#form.submit(async () => {
      await leaveGuestSession();
      this.standing = await requestCode(identifierFrom(this.#address));
    });
  }
}

showPage(SignInCodePage);
