import { html, nothing, type TemplateResult } from "lit";
import { authenticators } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { currentUser } from "../../core/session.ts";
import { PageElement, setTitle, showPage, signInPath } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { notice } from "../../ui/states.ts";
import "./security/passkeys-section.ts";
import "./security/password-section.ts";
import "./security/sessions-section.ts";
import "./security/totp-section.ts";

class SecurityPage extends PageElement {
  #factors = new Resource(this, async () => {
    const user = await currentUser();
    if (user === null || user.is_guest) location.replace(signInPath());
    return { user, means: await authenticators() };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Sign-in and security"));
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-text">
      <p><a href="/profile">${t("My profile")}</a></p>
      <h1>${t("Sign-in and security")}</h1>
      ${this.#factors.view(({ user, means }) => {
        const changed = (): Promise<void> => this.#factors.reload();
        const second = means.some(({ type }) => type !== "recovery_codes");
        return html`${user?.mfa.required === true && !second
            ? notice("caution", t("Your role needs a second step at sign-in: an authenticator app or a passkey."))
            : nothing}
          <section class="card">
            <totp-section .factors=${means} @changed=${changed}></totp-section>
          </section>
          <section class="card">
            <passkeys-section .factors=${means} @changed=${changed}></passkeys-section>
          </section>
          <section class="card"><password-section></password-section></section>
          <section class="card"><sessions-section></sessions-section></section>`;
      })}
    </div>`;
  }
}

showPage(SecurityPage);
