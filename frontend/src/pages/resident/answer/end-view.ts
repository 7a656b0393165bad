import { html, nothing, type TemplateResult } from "lit/html.js";
import { t, tn } from "../../../core/i18n.ts";
import { ProblemError } from "../../../core/problem.ts";
import { linkButton } from "../../../ui/button.ts";
import { signInPath } from "../../../ui/shell.ts";
import { emptyState, errorState, progress } from "../../../ui/states.ts";
import { saveNotices } from "./save-view.ts";
import type { Sitting } from "./sitting.ts";

/** The time is up, or the attempt was closed: nothing more can be answered. */
export function endView(sitting: Sitting, id: string): TemplateResult {
  return html`<div class="page wrap page-text answer-end">
    ${sitting.stage === "closed" ? closed(sitting, id) : timeUp(sitting)}
  </div>`;
}

function timeUp(sitting: Sitting): TemplateResult {
  const { waiting } = sitting.save;
  const total = sitting.questions.length;
  return html`<div role="status">
      <h2>${t("Time is up")}</h2>
      <p>
        ${waiting > 0
          ? tn(
              "{n} answer is still waiting to be sent. What comes too late does not count. Keep this page open.",
              "{n} answers are still waiting to be sent. What comes too late does not count. Keep this page open.",
              waiting,
            )
          : t("Your answers are saved. The result follows in a few seconds.")}
      </p>
    </div>
    ${progress(t("Answers saved"), total - waiting, total)} ${saveNotices(sitting)}
    ${sitting.signedOut
      ? html`<p>${t("You are signed out. What you saved counts; sign in to see the result.")}</p>
          <p>${linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" })}</p>`
      : nothing}`;
}

function closed(sitting: Sitting, id: string): TemplateResult {
  return html`<div role="status">
      <h2>${t("This attempt is closed")}</h2>
      <p>${t("Nothing more can be answered.")}</p>
    </div>
    ${saveNotices(sitting)}
    <p>${toResult(id)}</p>`;
}

/** The attempt was closed before answers made on this device could reach the server. */
export function lostView(id: string, lost: number): TemplateResult {
  return html`<div class="page wrap">
    ${emptyState({
      heading: t("This attempt is closed"),
      text: tn(
        "{n} answer made on this device did not reach the server in time and does not count.",
        "{n} answers made on this device did not reach the server in time and do not count.",
        lost,
      ),
      action: toResult(id),
    })}
  </div>`;
}

/** The attempt could not be loaded. */
export function cannotOpen(error: unknown, onRetry: () => unknown): TemplateResult {
  const status = error instanceof ProblemError ? error.status : 0;
  if (status === 401 || status === 403) {
    return blank({
      heading: t("Please sign in"),
      text: t("Answers that wait on this device are sent once you are back."),
      action: linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" }),
    });
  }
  if (status === 404) {
    return blank({
      heading: t("There is no such attempt"),
      text: t("It may belong to another account."),
      action: linkButton({ label: t("My contests"), href: "/my/contests" }),
    });
  }
  return html`<div class="page wrap">${errorState(error, onRetry)}</div>`;
}

function blank(state: Parameters<typeof emptyState>[0]): TemplateResult {
  return html`<div class="page wrap">${emptyState(state)}</div>`;
}

function toResult(id: string): TemplateResult {
  return linkButton({ label: t("See the result"), href: `/attempts/${id}/result`, kind: "primary" });
}
