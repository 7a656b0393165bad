import { html, nothing, type TemplateResult } from "lit";
import { signOut } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { changeUser, currentUser, forgetUser, type User } from "../../core/session.ts";
import { button, linkButton } from "../../ui/button.ts";
import { selectField, textField } from "../../ui/field.ts";
import { Form, formValues } from "../../ui/form.ts";
import { PageElement, setTitle, showPage, signInPath } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { notice } from "../../ui/states.ts";
import { announce } from "../../ui/status.ts";
import "./parts/region-field.ts";
import { changeContact, type ContactKind } from "./profile/contact-form.ts";

class ProfilePage extends PageElement {
  #form = new Form(this, ["display_name", "region", "birth_year", "language"]);
  #leaving = new Form(this, []);
  #user = new Resource(this, async () => {
    const user = await currentUser();
    if (user === null) location.replace(signInPath());
    return user;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("My profile"));
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-text">
      <h1>${t("My profile")}</h1>
      ${this.#user.view((user) => (user === null ? html`` : this.#view(user)))}
    </div>`;
  }

  #view(user: User): TemplateResult {
    return html`${user.is_guest ? this.#guest() : nothing}
      <section class="card">
        <h2>${t("About me")}</h2>
        ${this.#details(user)}
      </section>
      <section class="card">
        <h2>${t("Sign-in and security")}</h2>
        ${user.is_guest ? nothing : this.#account(user)}
        <div class="row">
          ${user.is_guest
            ? nothing
            : linkButton({ label: t("Password, passkeys, devices"), href: "/profile/security" })}
          ${button({ label: t("Sign out"), busy: this.#leaving.busy, onClick: () => this.#leave() })}
        </div>
      </section>`;
  }

  #guest(): TemplateResult {
    return notice(
      "info",
      html`<p>${t("You are here as a guest. Sign up to keep your results and use them on any device.")}</p>
        ${linkButton({ label: t("Sign up"), href: "/sign-up?next=/profile", kind: "primary" })}`,
    );
  }

  #account(user: User): TemplateResult {
    return html`<ul class="plain-list">
      ${fact(t("Username"), user.username)}
      ${fact(t("Mobile number"), user.phone, () => this.#changeContact("phone"))}
      ${fact(t("E-mail address"), user.email, () => this.#changeContact("email"))}
    </ul>`;
  }

  #details(user: User): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#save(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "display_name",
        label: t("Your name"),
        hint: t("On boards only its first character is shown, unless a contest says otherwise."),
        errors: this.#form.errors("display_name"),
        value: user.display_name,
        required: true,
        maxlength: 60,
        autocomplete: "name",
      })}
      <region-field .value=${user.region ?? ""} .errors=${this.#form.errors("region")}></region-field>
      ${textField({
        name: "birth_year",
        label: t("Year of birth"),
        hint: t("Only used for statistics by age."),
        errors: this.#form.errors("birth_year"),
        value: user.birth_year ?? "",
        inputmode: "numeric",
        maxlength: 4,
        autocomplete: "bday-year",
      })}
      ${selectField({
        name: "language",
        label: t("Language of messages to you"),
        errors: this.#form.errors("language"),
        value: user.language,
        required: true,
        options: [
          { value: "zh-Hans", label: "简体中文" },
          { value: "en", label: "English" },
        ],
      })}
      ${button({ label: t("Save"), kind: "primary", busy: this.#form.busy })}
    </form>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    const { display_name = "", region = "", birth_year = "", language = "" } = formValues(event);
    const saved = await this.#form.submit(async () => {
      const user = await changeUser({
        display_name,
        region: region || null,
        birth_year: birth_year === "" ? null : Number(birth_year.normalize("NFKC")) || 0,
        language,
      });
      this.#user.set(user);
    });
    if (saved) announce(t("Saved."));
  }

  async #changeContact(kind: ContactKind): Promise<void> {
    if (!(await changeContact(kind))) return;
    forgetUser();
    await this.#user.reload();
  }

  async #leave(): Promise<void> {
    if (await this.#leaving.submit(signOut)) location.assign("/");
  }
}

function fact(term: string, value: string | null, onChange?: () => unknown): TemplateResult {
  return html`<li class="row spread">
    <span><span class="soft small">${term}</span><br />${value || t("Not given")}</span>
    ${onChange === undefined
      ? nothing
      : button({ label: t("Change"), description: t("Change: {what}", { what: term }), onClick: onChange })}
  </li>`;
}

showPage(ProfilePage);
