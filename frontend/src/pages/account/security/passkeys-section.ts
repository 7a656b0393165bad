import { html, LitElement, nothing, type TemplateResult } from "lit";
import { addPasskey, removePasskey, type Authenticator } from "../../../core/account.ts";
import { formatDate } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { PasskeyDismissed, passkeysWork } from "../../../core/webauthn.ts";
import { button } from "../../../ui/button.ts";
import { confirmDialog } from "../../../ui/dialog.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { withProof } from "../parts/reauthenticating.ts";

/** `<passkeys-section .factors=…>`: fingerprints, faces and keys. Dispatches `changed`. */
class PasskeysSection extends LitElement {
  static override properties = { factors: { attribute: false } };

  factors: readonly Authenticator[] = [];
  #form = new Form(this, ["name"]);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const passkeys = this.factors.filter(({ type }) => type === "webauthn");
    return html`<h2>${t("Passkeys")}</h2>
      <p>${t("Sign in with your fingerprint, your face or a security key, without a password.")}</p>
      ${passkeys.length === 0
        ? nothing
        : html`<ul class="plain-list">
            ${passkeys.map((passkey) => this.#passkey(passkey))}
          </ul>`}
      ${passkeysWork() ? this.#add() : html`<p class="soft">${t("This browser cannot use passkeys.")}</p>`}`;
  }

  #passkey({ id = 0, name = "", created_at }: Authenticator): TemplateResult {
    return html`<li class="row spread">
      <span
        >${name}<br /><span class="soft small"
          >${t("Added on {date}", { date: formatDate(created_at * 1000) })}</span
        ></span
      >
      ${button({
        label: t("Remove"),
        description: t("Remove the passkey {name}", { name }),
        kind: "danger",
        onClick: () => this.#remove(id, name),
      })}
    </li>`;
  }

  #add(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#create(event)} novalidate>
      ${this.#form.summary()}
      ${textField({
        name: "name",
        label: t("Name of the new passkey"),
        hint: t("So that you know it again, for instance “my phone”."),
        errors: this.#form.errors("name"),
        required: true,
        maxlength: 60,
      })}
      ${button({ label: t("Add a passkey"), busy: this.#form.busy })}
    </form>`;
  }

  async #create(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const name = formValues(event)["name"] || t("Passkey");
    await this.#form.submit(async () => {
      try {
        if (!(await withProof(() => addPasskey(name)))) return;
      } catch (error) {
        if (error instanceof PasskeyDismissed) return;
        throw error;
      }
      form.reset();
      this.dispatchEvent(new CustomEvent("changed"));
    });
  }

  async #remove(id: number, name: string): Promise<void> {
    const sure = await confirmDialog({
      heading: t("Remove the passkey {name}?", { name }),
      text: t("You can no longer sign in with it."),
      confirm: t("Remove"),
      danger: true,
    });
    if (!sure) return;
    await this.#form.submit(async () => {
      if (await withProof(() => removePasskey(id))) this.dispatchEvent(new CustomEvent("changed"));
    });
  }
}

customElements.define("passkeys-section", PasskeysSection);
