import { html, nothing, type TemplateResult } from "lit";
import { ProblemError } from "../../core/api.ts";
import { t } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { confirmDialog } from "../../ui/dialog.ts";
import { showPage } from "../../ui/page.ts";
import { problemText } from "../../ui/problem-text.ts";
import { announce } from "../../ui/status.ts";
import { notice } from "../../ui/states.ts";
import type { Contest } from "./contest/contest.ts";
import { actOn } from "./contest/contests-api.ts";
import { localised } from "./contest/texts.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { checkList } from "./publish/check-list.ts";
import { checksOf, isReady } from "./publish/checklist.ts";
import { ruleList } from "./publish/rule-list.ts";

/** The last step: what is missing, what the public will read, and the button. */
class PublishPage extends ContestPage {
  protected readonly place: Place = "publish";
  #busy = false;
  #error: unknown;

  async #publish(contest: Contest): Promise<void> {
    const agreed = await confirmDialog({
      heading: t("Publish this contest?"),
      text: t("Everybody can then see it. Its questions, time limit and marking are frozen for good; the rules people rely on can no longer be changed. You can still extend, close or cancel it."),
      confirm: t("Publish"),
    });
    if (!agreed || this.#busy) return;
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      await actOn(contest, "publish");
      announce(t("Published."));
      location.assign(`/organise/contests/${contest.id}`);
    } catch (error) {
      this.#error = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  protected override body(contest: Contest): TemplateResult {
    if (contest.state !== "draft") {
      return notice("info", t("This contest was published already."));
    }
    const checks = checksOf(contest, Date.now());
    const ready = isReady(checks);
    return html`<div class="two-columns publish">
      <section class="card" aria-labelledby="checks-heading">
        <h2 id="checks-heading">${ready ? t("Ready to publish") : t("Not ready yet")}</h2>
        ${checkList(contest, checks)} ${this.#failure()}
        ${button({
          label: t("Publish"),
          kind: "primary",
          size: "large wide",
          disabled: !ready,
          busy: this.#busy,
          onClick: () => this.#publish(contest),
        })}
      </section>
      <section class="card" aria-labelledby="summary-heading">
        <h2 id="summary-heading">${t("What participants will read")}</h2>
        <h3>${localised(contest.title)}</h3>
        ${localised(contest.description)
          .split(/\n+/)
          .map((paragraph) => html`<p>${paragraph}</p>`)}
        ${ruleList(contest)}
      </section>
    </div>`;
  }

  #failure(): TemplateResult | typeof nothing {
    const error = this.#error;
    if (error === undefined) return nothing;
    const details = error instanceof ProblemError ? error.errors.map(({ detail }) => detail) : [];
    return notice(
      "bad",
      details.length === 0
        ? problemText(error)
        : html`<p>${t("The contest could not be published:")}</p>
            <ul>
              ${details.map((detail) => html`<li>${detail}</li>`)}
            </ul>`,
    );
  }
}

showPage(PublishPage);
