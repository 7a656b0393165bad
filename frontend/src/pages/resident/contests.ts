import { html, type TemplateResult } from "lit";
import { t } from "../../core/i18n.ts";
import { PageElement, setTitle, showPage } from "../../ui/page.ts";
import { ContestList } from "./contests/contest-list.ts";

class ContestsPage extends PageElement {
  readonly #open = new ContestList(this, "open");
  readonly #upcoming = new ContestList(this, "upcoming");
  readonly #finished = new ContestList(this, "finished");

  protected override render(): TemplateResult {
    setTitle(t("Contests"));
    return html`<div class="page wrap">
      <h1>${t("Contests")}</h1>
      ${this.#open.view(t("Open now"), t("No contest is open at the moment."))}
      ${this.#upcoming.view(t("Coming up"), t("No contest is announced at the moment."))}
      ${this.#finished.view(t("Ended"), t("No contest has ended yet."))}
    </div>`;
  }
}

showPage(ContestsPage);
