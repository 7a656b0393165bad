import { html, nothing, type TemplateResult } from "lit";
import {
  identifierFrom,
  signInWithPasskey,
  signInWithPassword,
  type SignIn,
} from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { PasskeyDismissed, passkeysWork } from "../../core/webauthn.ts";
import { button } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { Form, formValues } from "../../ui/form.ts";
import { icon } from "../../ui/icons.ts";
import { PageElement, setTitle, showPage } from "../../ui/page.ts";
import { arrive, leaveGuestSession, leaveIfSignedIn } from "./parts/arriving.ts";
import "./parts/sign-in-steps.ts";

class SignInPage extends PageElement {
  static override properties = { standing: { state: true } };

  standing: SignIn | undefined;
  #form = new Form(this, ["username", "email", "phone", "password"]);

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Sign in"));
    void leaveIfSignedIn();
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-narrow">
      <h1>${t("Sign in")}</h1>
      <div class="card">
        ${this.standing === undefined
          ? this.#password()
          : html`<sign-in-steps
              .standing=${this.standing}
              @signed-in=${arrive}
              @start-over=${() => (this.standing = undefined)}
            ></sign-in-steps>`}
      </div>
      <p class="account-switch">
        ${t("No account yet?")} <a href="/sign-up${location.search}">${t("Sign up")}</a>
      </p>
    </div>`;
  }

  #password(): TemplateResult {
    const errors = ["username", "email", "phone"].flatMap((field) => this.#form.errors(field));
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
        ${this.#form.summary()}
        ${textField({
          name: "identifier",
          label: t("Mobile number, e-mail address or username"),
          errors,
          required: true,
          autocomplete: "username",
        })}
        ${textField({
          name: "password",
          label: t("Password"),
          errors: this.#form.errors("password"),
          required: true,
          type: "password",
          autocomplete: "current-password",
        })}
        ${button({ label: t("Sign in"), kind: "primary", size: "wide", busy: this.#form.busy })}
      </form>
      <ul class="account-ways">
        <li><a href="/sign-in/code${location.search}">${t("Sign in with a code by SMS or e-mail")}</a></li>
        <li><a href="/password/reset${location.search}">${t("Forgot your password?")}</a></li>
        ${passkeysWork()
          ? html`<li>
              ${button({
                label: html`${icon("key")}&nbsp;${t("Sign in with a passkey")}`,
                size: "wide",
                onClick: () => this.#passkey(),
              })}
            </li>`
          : nothing}
      </ul>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    const { identifier = "", password = "" } = formValues(event);
    await this.#form.submit(async () => {
      await leaveGuestSession();
      await this.#next(await signInWithPassword(identifierFrom(identifier), password));
    });
  }

  async #passkey(): Promise<void> {
    await this.#form.submit(async () => {
      try {
        await leaveGuestSession();
        await this.#next(await signInWithPasskey("instead"));
      } catch (error) {
        if (!(error instanceof PasskeyDismissed)) throw error;
      }
    });
  }

  async #next(standing: SignIn): Promise<void> {
    if (standing.done) await arrive();
    else this.standing = standing;
  }
}

showPage(SignInPage);
