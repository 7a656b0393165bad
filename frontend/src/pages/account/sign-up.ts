import { html, type TemplateResult } from "lit";
import { identifierFrom, signUp, type SignIn } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { textField } from "../../ui/field.ts";
import { Form, formValues } from "../../ui/form.ts";
import { PageElement, setTitle, showPage } from "../../ui/page.ts";
import { arrive, leaveGuestSession, leaveIfSignedIn } from "./parts/arriving.ts";
import "./parts/region-field.ts";
import "./parts/sign-in-steps.ts";

class SignUpPage extends PageElement {
  static override properties = { standing: { state: true } };

  standing: SignIn | undefined;
  #address = "";
  #form = new Form(this, ["username", "email", "phone", "password", "display_name", "region"]);

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Sign up"));
    void leaveIfSignedIn();
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-narrow">
      <h1>${t("Sign up")}</h1>
      <div class="card">
        ${this.standing === undefined
          ? this.#details()
          : html`<sign-in-steps
              .standing=${this.standing}
              .sentTo=${this.#address}
              @signed-in=${arrive}
              @start-over=${() => (this.standing = undefined)}
            ></sign-in-steps>`}
      </div>
      <p class="account-switch">
        ${t("You have an account?")} <a href="/sign-in${location.search}">${t("Sign in")}</a>
      </p>
    </div>`;
  }

  #details(): TemplateResult {
    const errors = (...fields: string[]): string[] => fields.flatMap((name) => this.#form.errors(name));
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "identifier",
        label: t("Mobile number, e-mail address or username"),
        hint: t("You sign in with it. With a username alone, a lost password cannot be replaced."),
        errors: errors("username", "email", "phone"),
        required: true,
        autocomplete: "username",
      })}
      ${textField({
        name: "password",
        label: t("Password"),
        hint: t("At least eight characters. Several words are easier to remember than signs."),
        errors: errors("password"),
        required: true,
        type: "password",
        autocomplete: "new-password",
      })}
      ${textField({
        name: "display_name",
        label: t("Your name"),
        hint: t("On boards only its first character is shown, unless a contest says otherwise."),
        errors: errors("display_name"),
        maxlength: 60,
        autocomplete: "name",
      })}
      <region-field .errors=${errors("region")}></region-field>
      ${button({ label: t("Sign up"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    const { identifier = "", password = "", display_name = "", region = "" } = formValues(event);
    this.#address = identifier;
    await this.#form.submit(async () => {
      await leaveGuestSession();
      const details = { password, display_name, region };
      const standing = await signUp(identifierFrom(identifier), details);
      if (standing.done) await arrive();
      else this.standing = standing;
    });
  }
}

showPage(SignUpPage);
