import { html, LitElement, nothing, type TemplateResult } from "lit";
import {
  activateTotp,
  deactivateTotp,
  newTotpSecret,
  recoveryCodes,
  renewRecoveryCodes,
  type Authenticator,
} from "../../../core/account.ts";
import { formatDate } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { confirmDialog } from "../../../ui/dialog.ts";
import { Form, formValues } from "../../../ui/form.ts";
import { badge, notice } from "../../../ui/states.ts";
import { codeField } from "../parts/sign-in-steps.ts";
import { withProof } from "../parts/reauthenticating.ts";

/**
 * `<totp-section .factors=…>`: an authenticator app as second step, and the recovery codes that
 * stand in for it. Dispatches `changed` when the means of signing in are no longer as given.
 */
class TotpSection extends LitElement {
  static override properties = {
    factors: { attribute: false },
    secret: { state: true },
    codes: { state: true },
  };

  factors: readonly Authenticator[] = [];
  secret = "";
  codes: readonly string[] = [];
  #form = new Form(this, ["code"]);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const totp = this.factors.find(({ type }) => type === "totp");
    return html`<h2>${t("Authenticator app")}</h2>
      <p>
        ${t("As a second step at sign-in, an app on your phone shows a code that changes every half minute.")}
      </p>
      ${this.secret === "" ? this.#form.summary() : nothing}
      ${totp === undefined ? this.#setUp() : this.#active(totp)} ${this.#recovery()}`;
  }

  #setUp(): TemplateResult {
    if (this.secret === "") {
      return button({
        label: t("Set up an authenticator app"),
        busy: this.#form.busy,
        onClick: () => this.#prove(async () => void (this.secret = await newTotpSecret())),
      });
    }
    return html`<ol>
        <li>${t("Install an authenticator app on your phone.")}</li>
        <li>${t("Scan this picture with it, or type the key.")}</li>
        <li>${t("Enter the code that the app shows.")}</li>
      </ol>
      <img class="qr" src="/profile/security/authenticator.svg" alt=${t("QR code with the key below")} />
      <p>${t("Key: ")}<code class="secret">${this.secret}</code></p>
      <form @submit=${(event: SubmitEvent) => this.#activate(event)} novalidate>
        ${this.#form.summary()} ${codeField(t("Code"), this.#form.errors("code"))}
        <div class="row">
          ${button({ label: t("Activate"), kind: "primary", busy: this.#form.busy })}
          ${button({ label: t("Cancel"), kind: "quiet", onClick: () => (this.secret = "") })}
        </div>
      </form>`;
  }

  #active(totp: Authenticator): TemplateResult {
    return html`<div class="row">
      ${badge("good", t("Active since {date}", { date: formatDate(totp.created_at * 1000) }))}
      ${button({ label: t("Remove"), kind: "danger", onClick: () => this.#deactivate() })}
    </div>`;
  }

  #recovery(): TemplateResult | typeof nothing {
    const kept = this.factors.find(({ type }) => type === "recovery_codes");
    if (kept === undefined) return nothing;
    const left = kept.unused_code_count ?? 0;
    return html`<h3 class="section-heading">${t("Recovery codes")}</h3>
      <p>
        ${t("Each works once, when your phone is not at hand. Keep them on paper.")}
        ${tn("{n} code is left.", "{n} codes are left.", left)}
      </p>
      ${this.codes.length === 0
        ? nothing
        : notice(
            "caution",
            html`<ul class="recovery-codes">
              ${this.codes.map((code) => html`<li><code>${code}</code></li>`)}
            </ul>`,
          )}
      <div class="row no-print">
        ${button({
          label: t("Show the codes"),
          onClick: () => this.#prove(async () => void (this.codes = await recoveryCodes())),
        })}
        ${button({ label: t("Make new codes"), onClick: () => this.#renew() })}
      </div>`;
  }

  async #activate(event: SubmitEvent): Promise<void> {
    const code = (formValues(event)["code"] ?? "").normalize("NFKC").replace(/\s/g, "");
    await this.#prove(async () => {
      await activateTotp(code);
      this.secret = "";
      this.codes = await recoveryCodes();
      this.#changed();
    });
  }

  async #deactivate(): Promise<void> {
    const sure = await confirmDialog({
      heading: t("Remove the authenticator app?"),
      text: t("Your password alone will then be enough to sign in."),
      confirm: t("Remove"),
      danger: true,
    });
    if (!sure) return;
    await this.#prove(async () => {
      await deactivateTotp();
      this.codes = [];
      this.#changed();
    });
  }

  async #renew(): Promise<void> {
    const sure = await confirmDialog({
      heading: t("Make new recovery codes?"),
      text: t("The codes you have now will stop working."),
      confirm: t("Make new codes"),
    });
    if (!sure) return;
    await this.#prove(async () => {
      this.codes = await renewRecoveryCodes();
      this.#changed();
    });
  }

  async #prove(act: () => Promise<void>): Promise<void> {
    await this.#form.submit(() => withProof(act));
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

customElements.define("totp-section", TotpSection);
