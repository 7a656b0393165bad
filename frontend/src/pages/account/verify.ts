import { html, type TemplateResult } from "lit";
import { verifyEmail } from "../../core/account.ts";
import { t } from "../../core/i18n.ts";
import { linkButton } from "../../ui/button.ts";
import { emptyState, errorState, skeleton } from "../../ui/states.ts";
import { PageElement, routeParameter, setTitle, showPage } from "../../ui/page.ts";

class VerifyEmailPage extends PageElement {
  static override properties = { outcome: { state: true } };

  /** Undefined while the key is being checked, null when it was right. */
  outcome: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(t("Confirm your e-mail address"));
    verifyEmail(routeParameter("key")).then(
      () => (this.outcome = null),
      (error: unknown) => (this.outcome = error),
    );
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap page-narrow">${this.#view()}</div>`;
  }

  #view(): TemplateResult {
    if (this.outcome === undefined) return skeleton(2);
    if (this.outcome !== null) return errorState(this.outcome);
    return emptyState({
      heading: t("Your e-mail address is confirmed"),
      action: linkButton({ label: t("To the home page"), href: "/", kind: "primary" }),
    });
  }
}

showPage(VerifyEmailPage);
