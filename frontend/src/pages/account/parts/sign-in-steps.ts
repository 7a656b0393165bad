import { html, LitElement, nothing, type TemplateResult } from "lit";
import {
  confirmCode,
  resendCode,
  signInWithFactor,
  signInWithPasskey,
  verifyEmail,
  verifyPhone,
  type SignIn,
} from "../../../core/account.ts";
import { t } from "../../../core/i18n.ts";
import { PasskeyDismissed, passkeysWork } from "../../../core/webauthn.ts";
import { button } from "../../../ui/button.ts";
import { textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { announce } from "../../../ui/status.ts";

const RESEND_AFTER_S = 60;

/**
 * `<sign-in-steps .standing=… .sentTo=…>`: what follows a password or a request for a code, until
 * somebody is signed in; then dispatches `signed-in`. Dispatches `start-over` when a step can no
 * longer be finished, because its code has expired or was mistyped too often.
 */
export class SignInSteps extends LitElement {
  static override properties = {
    standing: { attribute: false },
    sentTo: { attribute: false },
    wait: { state: true },
  };

  standing: SignIn = { done: false, step: undefined, factors: [] };
  sentTo = "";
  wait = RESEND_AFTER_S;
  #form = new Form(this, ["code"]);
  #counting: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#counting = setInterval(() => (this.wait = Math.max(0, this.wait - 1)), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#counting);
  }

  protected override firstUpdated(): void {
    this.querySelector("input")?.focus();
  }

  protected override render(): TemplateResult {
    if (this.standing.done) return html``;
    switch (this.standing.step) {
      case "mfa_authenticate":
        return this.#factor(this.standing.factors.includes("webauthn"));
      case "verify_phone":
        return this.#code(t("Confirm your mobile number"), verifyPhone);
      case "verify_email":
        return this.#code(t("Confirm your e-mail address"), verifyEmail);
      default:
        return this.#code(t("Enter the code"), confirmCode);
    }
  }

  #code(heading: string, confirm: (code: string) => Promise<SignIn>): TemplateResult {
    return html`<h2>${heading}</h2>
      <p>
        ${this.sentTo === ""
          ? t("We have sent you a code of six digits.")
          : t("We have sent a code of six digits to {address}.", { address: this.sentTo })}
      </p>
      <form @submit=${(event: SubmitEvent) => this.#send(event, confirm)} novalidate>
        ${this.#form.summary()} ${codeField(t("Code"), this.#form.errors("code"))}
        ${button({ label: t("Continue"), kind: "primary", size: "wide", busy: this.#form.busy })}
      </form>
      <p class="row small">
        ${button({
          label: this.wait > 0 ? t("Send again in {seconds} s", { seconds: this.wait }) : t("Send again"),
          kind: "quiet",
          disabled: this.wait > 0,
          onClick: () => this.#resend(),
        })}
        ${button({ label: t("Start over"), kind: "quiet", onClick: () => this.#startOver() })}
      </p>`;
  }

  #factor(passkeys: boolean): TemplateResult {
    return html`<h2>${t("Second step")}</h2>
      <p>${t("Enter the code from your authenticator app, or one of your recovery codes.")}</p>
      <form @submit=${(event: SubmitEvent) => this.#send(event, signInWithFactor)} novalidate>
        ${this.#form.summary()} ${codeField(t("Code"), this.#form.errors("code"))}
        ${button({ label: t("Continue"), kind: "primary", size: "wide", busy: this.#form.busy })}
      </form>
      <p class="row small">
        ${passkeys && passkeysWork()
          ? button({ label: t("Use a passkey"), kind: "quiet", onClick: () => this.#passkey() })
          : nothing}
        ${button({ label: t("Start over"), kind: "quiet", onClick: () => this.#startOver() })}
      </p>`;
  }

  async #send(event: SubmitEvent, confirm: (code: string) => Promise<SignIn>): Promise<void> {
    const code = (formValues(event)["code"] ?? "").normalize("NFKC").replace(/\s/g, "");
    await this.#form.submit(async () => this.#next(await confirm(code)));
  }

  async #passkey(): Promise<void> {
    await this.#form.submit(async () => {
      try {
        this.#next(await signInWithPasskey("second"));
      } catch (error) {
        if (!(error instanceof PasskeyDismissed)) throw error;
      }
    });
  }

  async #resend(): Promise<void> {
    const step = this.standing.done ? undefined : this.standing.step;
    const sent = await this.#form.submit(() => resendCode(step ?? "login_by_code"));
    if (sent) announce(t("A new code is on its way."));
    this.wait = RESEND_AFTER_S;
  }

  #next(standing: SignIn): void {
    if (standing.done) this.dispatchEvent(new CustomEvent("signed-in"));
    else if (standing.step === undefined) this.#startOver();
    else this.standing = standing;
  }

  #startOver(): void {
    this.dispatchEvent(new CustomEvent("start-over"));
  }
}

/** A field for a one-time code, which phones fill in from the message by themselves. */
export function codeField(label: string, errors: readonly string[]): TemplateResult {
  return textField({
    name: "code",
    label,
    errors,
    required: true,
    inputmode: "numeric",
    autocomplete: "one-time-code",
    maxlength: 16,
    look: "code",
  });
}

customElements.define("sign-in-steps", SignInSteps);
