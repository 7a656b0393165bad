import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { button, linkButton } from "../../ui/button.ts";
import { showPage } from "../../ui/page.ts";
import { announce } from "../../ui/status.ts";
import type { Contest } from "./contest/contest.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import {
  cancelDialog,
  closeDialog,
  deleteDialog,
  extendDialog,
  finaliseDialog,
} from "./overview/life-actions.ts";
import "./overview/outdated-questions.ts";
import { timeUntil } from "./overview/time-left.ts";
import { checkList } from "./publish/check-list.ts";
import { checksOf } from "./publish/checklist.ts";
import { ruleList } from "./publish/rule-list.ts";

/** Where a contest stands and what its organiser can do about it now. */
class OverviewPage extends ContestPage {
  protected readonly place: Place = "overview";

  protected override body(contest: Contest): TemplateResult {
    return html`<div class="two-columns">
      <div class="stack">
        ${contest.state === "draft" ? this.#draft(contest) : this.#life(contest)}
        <section class="card no-print" aria-labelledby="more-heading">
          <h2 id="more-heading">${t("More")}</h2>
          <div class="row">
            ${linkButton({ label: t("Duplicate"), href: `/organise/contests/new?copy=${contest.id}` })}
            ${contest.state === "draft"
              ? button({ label: t("Delete this draft"), kind: "danger", onClick: () => this.#delete(contest) })
              : linkButton({ label: t("The public page"), href: `/contests/${contest.slug}` })}
          </div>
        </section>
      </div>
      <section class="card" aria-labelledby="rules-heading">
        <h2 id="rules-heading">${t("The rules in plain words")}</h2>
        ${ruleList(contest)}
      </section>
    </div>`;
  }

  #draft(contest: Contest): TemplateResult {
    return html`<section class="card" aria-labelledby="next-heading">
      <h2 id="next-heading">${t("What is left to do")}</h2>
      ${checkList(contest, checksOf(contest, Date.now()))}
      <div class="row no-print">
        ${linkButton({ label: t("Questions"), href: `/organise/contests/${contest.id}/compose` })}
        ${linkButton({ label: t("Schedule and rules"), href: `/organise/contests/${contest.id}/rules` })}
        ${linkButton({
          label: t("Review and publish"),
          href: `/organise/contests/${contest.id}/publish`,
          kind: "primary",
        })}
      </div>
    </section>`;
  }

  #life(contest: Contest): TemplateResult {
    return html`<section class="card" aria-labelledby="next-heading">
      <h2 id="next-heading">${t("Where it stands")}</h2>
      <p class="lead">${standingText(contest, Date.now())}</p>
      ${contest.state === "cancelled"
        ? nothing
        : html`<wangan-outdated-questions .contest=${contest.id}></wangan-outdated-questions>`}
      ${contest.is_frozen
        ? html`<p>
            ${t("The public board has been frozen since {time}. You see the live one.", {
              time: formatDateTime(contest.freeze_at ?? "", contest.timezone),
            })}
          </p>`
        : nothing}
      <div class="row no-print">${this.#actions(contest)}</div>
    </section>`;
  }

  #actions(contest: Contest): TemplateResult[] {
    const { state, phase, id } = contest;
    const act = (label: string, ask: (contest: Contest) => Promise<boolean>, done: string, danger = false): TemplateResult =>
      button({
        label,
        kind: danger ? "danger" : "plain",
        onClick: () => this.#act(() => ask(contest), done),
      });
    const actions: TemplateResult[] = [];
    if (state !== "cancelled") {
      actions.push(
        state === "final"
          ? linkButton({ label: t("Results"), href: `/organise/contests/${id}/results`, kind: "primary" })
          : linkButton({ label: t("Watch"), href: `/organise/contests/${id}/watch`, kind: "primary" }),
      );
    }
    if (state === "published") actions.push(act(t("Extend"), extendDialog, t("Extended.")));
    if (state === "published" && phase !== "upcoming") {
      actions.push(act(t("Close now"), closeDialog, t("Closed."), true));
    }
    if (state === "closed") actions.push(act(t("Make final"), finaliseDialog, t("The results are final.")));
    if (state === "published" || state === "closed") {
      actions.push(act(t("Cancel the contest"), cancelDialog, t("Cancelled."), true));
    }
    return actions;
  }

  async #act(ask: () => Promise<boolean>, done: string): Promise<void> {
    if (!(await ask())) return;
    announce(done);
    await this.contest.reload();
  }

  async #delete(contest: Contest): Promise<void> {
    if (await deleteDialog(contest)) location.assign("/organise");
  }
}

function standingText({ state, phase, opens_at, closes_at }: Contest, now: number): string {
  if (state === "cancelled") return t("It was cancelled.");
  if (state === "final") return t("It is over, and its results are final.");
  if (state === "closed" || phase === "finished") {
    return t("It is closed. The results become final by themselves once the last attempt has ended; you can also do that here.");
  }
  return phase === "upcoming"
    ? t("It is public and opens in {time}.", { time: timeUntil(opens_at, now) })
    : t("It is open and closes in {time}.", { time: timeUntil(closes_at, now) });
}

showPage(OverviewPage);
