import { html, type TemplateResult } from "lit";
import { t } from "../../core/i18n.ts";
import { PageElement, showPage } from "../../ui/page.ts";

class HomePage extends PageElement {
  protected override render(): TemplateResult {
    return html`<div class="page wrap"><h1>${t("Safe online, together")}</h1></div>`;
  }
}

showPage(HomePage);
