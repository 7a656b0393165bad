import { html, LitElement, nothing, type TemplateResult } from "lit";
import {
  reauthenticate,
  reauthenticateWithPasskey,
  reauthenticationNeeded,
  type PendingStep,
} from "../../../core/account.ts";
import { t } from "../../../core/i18n.ts";
import { passkeysWork } from "../../../core/webauthn.ts";
import { button } from "../../../ui/button.ts";
import { openDialog } from "../../../ui/dialog.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { codeField } from "./sign-in-steps.ts";

/**
 * Does something that changes how one signs in. Where the server wants a fresh proof of who is
 * there, asks for it and tries once more. False when the reader gave up.
 */
export async function withProof(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    const ways = reauthenticationNeeded(error);
    if (ways.length === 0) throw error;
    if (!(await askForProof(ways))) return false;
    await act();
    return true;
  }
}

async function askForProof(ways: readonly PendingStep[]): Promise<boolean> {
  const answer = await openDialog({
    heading: t("Please confirm that it is you"),
    content: (close) =>
      html`<proof-form .ways=${ways} @proved=${() => close("proved")}></proof-form>`,
    actions: [{ value: "", label: t("Cancel") }],
  });
  return answer === "proved";
}

class ProofForm extends LitElement {
  static override properties = { ways: { attribute: false } };

  ways: readonly PendingStep[] = [];
  #form = new Form(this, ["password", "code"]);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector("input")?.focus();
  }

  protected override render(): TemplateResult {
    const byPassword = this.ways.includes("reauthenticate");
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event, byPassword)} novalidate>
        ${this.#form.summary()}
        ${byPassword
          ? textField({
              name: "password",
              label: t("Password"),
              errors: this.#form.errors("password"),
              required: true,
              type: "password",
              autocomplete: "current-password",
            })
          : codeField(t("Code from your authenticator app"), this.#form.errors("code"))}
        ${button({ label: t("Continue"), kind: "primary", size: "wide", busy: this.#form.busy })}
      </form>
      ${this.ways.includes("mfa_reauthenticate") && passkeysWork()
        ? button({ label: t("Use a passkey"), kind: "quiet", size: "wide", onClick: () => this.#passkey() })
        : nothing}`;
  }

  async #send(event: SubmitEvent, byPassword: boolean): Promise<void> {
    const { password = "", code = "" } = formValues(event);
    await this.#prove(() => reauthenticate(byPassword ? { password } : { code }));
  }

  async #passkey(): Promise<void> {
    await this.#prove(reauthenticateWithPasskey);
  }

  async #prove(act: () => Promise<unknown>): Promise<void> {
    const proved = await this.#form.submit(act);
    if (proved) this.dispatchEvent(new CustomEvent("proved"));
  }
}

customElements.define("proof-form", ProofForm);

