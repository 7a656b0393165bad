import { html, nothing, type TemplateResult } from "lit";
import { get } from "../../core/api.ts";
import type { AttemptResult } from "../../core/attempts.ts";
import { ProblemError } from "../../core/problem.ts";
import { t } from "../../core/i18n.ts";
import { currentUser } from "../../core/session.ts";
import { linkButton } from "../../ui/button.ts";
import { roundName } from "../../ui/contest-facts.ts";
import { PageElement, routeParameter, setTitle, showPage, signInPath } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState, skeleton } from "../../ui/states.ts";
import { ReviewSection } from "./result/review-section.ts";
import { scoreView, standingView } from "./result/score-view.ts";

const ASK_EVERY_MS = 5_000;
const ASK_TIMES = 6;

class ResultPage extends PageElement {
  readonly #id = routeParameter("id");
  readonly #result = new Resource(this, () => get<AttemptResult>(`/attempts/${this.#id}/result`));
  readonly #guest = new Resource(this, async () => (await currentUser())?.is_guest ?? false);
  readonly #review = new ReviewSection(this, this.#id);

  #asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#askForPlace();
  }

  /** The board is published every few seconds: the place of a fresh result comes a little later. */
  #askForPlace(): void {
    setTimeout(() => {
      const result = this.#result.value;
      this.#asked += 1;
      if (this.#asked > ASK_TIMES || (result !== undefined && (result.place !== null || result.board_frozen))) return;
      if (result !== undefined) void this.#result.reload();
      this.#askForPlace();
    }, ASK_EVERY_MS * (0.8 + 0.4 * Math.random()));
  }

  protected override render(): TemplateResult {
    const { error } = this.#result;
    if (error instanceof ProblemError && [401, 403, 404, 409].includes(error.status)) {
      return html`<div class="page wrap">${this.#refused(error)}</div>`;
    }
    return html`<div class="page wrap page-text">
      ${this.#result.view((result) => this.#view(result), skeleton(6))}
    </div>`;
  }

  #view(result: AttemptResult): TemplateResult {
    const { contest } = result;
    setTitle(t("Result: {contest}", { contest: contest.title }));
    return html`<p class="eyebrow"><a href="/contests/${contest.slug}">${contest.title}</a></p>
      <h1>${t("Result of attempt {number}", { number: result.number })}</h1>
      ${result.round === null ? nothing : html`<p class="lead">${roundName(result.round)}</p>`}
      ${scoreView(result)} ${standingView(result)}
      ${this.#guest.value === true ? keepIt() : nothing}
      <div class="row no-print result-actions">
        ${result.attempts_left === 0 && result.round === null
          ? nothing
          : linkButton({ label: t("Back to the contest"), href: `/contests/${contest.slug}`, kind: "primary" })}
        ${linkButton({ label: t("Board"), href: `/contests/${contest.slug}/board` })}
        <button class="button" type="button" @click=${() => print()}>${t("Print")}</button>
      </div>
      ${this.#review.view(result)}`;
  }

  #refused(error: ProblemError): TemplateResult {
    if (error.status === 409) {
      return emptyState({
        heading: t("This attempt is not finished yet"),
        action: linkButton({ label: t("Go on answering"), href: `/attempts/${this.#id}`, kind: "primary" }),
      });
    }
    if (error.status === 404) {
      return emptyState({
        heading: t("There is no such result"),
        text: t("It may belong to another account."),
        action: linkButton({ label: t("My contests"), href: "/my/contests" }),
      });
    }
    return emptyState({
      heading: t("Please sign in"),
      text: t("Results are shown to the person who earned them."),
      action: linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" }),
    });
  }
}

/** For guests: how not to lose the result. */
function keepIt(): TemplateResult {
  const here = encodeURIComponent(location.pathname);
  return html`<div class="notice row spread no-print">
    <p>${t("You took part as a guest. Create an account to keep this result.")}</p>
    ${linkButton({ label: t("Create an account"), href: `/sign-up?next=${here}` })}
  </div>`;
}

showPage(ResultPage);
