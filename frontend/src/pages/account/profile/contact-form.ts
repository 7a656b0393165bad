import { html, LitElement, type TemplateResult } from "lit";
import { changeEmail, changePhone, identifierFrom, verifyPhone } from "../../../core/account.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { openDialog } from "../../../ui/dialog.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { codeField } from "../parts/sign-in-steps.ts";
import { withProof } from "../parts/reauthenticating.ts";

export type ContactKind = "phone" | "email";

/** Lets somebody change their number or address in a dialog; true once it is theirs or on its way. */
export async function changeContact(kind: ContactKind): Promise<boolean> {
  const answer = await openDialog({
    heading: kind === "phone" ? t("Change the mobile number") : t("Change the e-mail address"),
    content: (close) =>
      html`<contact-form .kind=${kind} @changed=${() => close("changed")}></contact-form>`,
    actions: [{ value: "", label: t("Cancel") }],
  });
  return answer === "changed";
}

/** `<contact-form .kind=…>`: a number is proved by a code at once, an address by a link in a mail. */
class ContactForm extends LitElement {
  static override properties = { kind: { attribute: false }, sentTo: { state: true } };

  kind: ContactKind = "phone";
  sentTo = "";
  #form = new Form(this, ["phone", "email", "code"]);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    if (this.sentTo === "") return this.kind === "phone" ? this.#phone() : this.#email();
    return this.kind === "phone" ? this.#code() : this.#mailed();
  }

  #phone(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "phone",
        label: t("New mobile number"),
        hint: t("We send you a code to confirm it."),
        errors: this.#form.errors("phone"),
        required: true,
        type: "tel",
        autocomplete: "tel",
      })}
      ${button({ label: t("Continue"), kind: "primary", busy: this.#form.busy })}
    </form>`;
  }

  #email(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "email",
        label: t("New e-mail address"),
        hint: t("We send you a link to confirm it."),
        errors: this.#form.errors("email"),
        required: true,
        type: "email",
        autocomplete: "email",
      })}
      ${button({ label: t("Continue"), kind: "primary", busy: this.#form.busy })}
    </form>`;
  }

  #code(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#confirm(event)} novalidate>
      ${this.#form.summary()}
      <p>${t("We have sent a code of six digits to {address}.", { address: this.sentTo })}</p>
      ${codeField(t("Code"), this.#form.errors("code"))}
      ${button({ label: t("Continue"), kind: "primary", busy: this.#form.busy })}
    </form>`;
  }

  #mailed(): TemplateResult {
    return html`<p>
        ${t("We have sent a link to {address}. The address counts once you have opened it.", {
          address: this.sentTo,
        })}
      </p>
      ${button({ label: t("Done"), kind: "primary", onClick: () => this.#changed() })}`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    const { phone = "", email = "" } = formValues(event);
    await this.#form.submit(async () => {
      const identifier = identifierFrom(phone);
      const number = "phone" in identifier ? identifier.phone : phone;
      const change = (): Promise<void> => (this.kind === "phone" ? changePhone(number) : changeEmail(email));
      if (await withProof(change)) this.sentTo = phone || email;
    });
  }

  async #confirm(event: SubmitEvent): Promise<void> {
    const code = (formValues(event)["code"] ?? "").normalize("NFKC").replace(/\s/g, "");
    const proved = await this.#form.submit(() => verifyPhone(code));
    if (proved) this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

customElements.define("contact-form", ContactForm);
