import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../core/i18n.ts";
import { ProblemError } from "../core/problem.ts";
import { button } from "./button.ts";
import { problemText } from "./problem-text.ts";

/** Grey bars where content will be. */
export function skeleton(lines = 4): TemplateResult {
  return html`<div class="skeleton" role="status">
    ${Array.from({ length: lines }, () => html`<span></span>`)}
    <p class="visually-hidden">${t("Loading…")}</p>
  </div>`;
}

export interface BlankState {
  heading: string;
  text?: string;
  /** What the reader may do now: a button or a link. */
  action?: TemplateResult;
}

/** There is nothing to show, and that is in order. */
export function emptyState({ heading, text, action }: BlankState): TemplateResult {
  return html`<div class="blank-state">
    <h2>${heading}</h2>
    ${text === undefined ? nothing : html`<p>${text}</p>`} ${action ?? nothing}
  </div>`;
}

/**
 * Something could not be loaded: says why, in the server's words where it gave some. Trying again
 * is not offered for what is not there.
 */
export function errorState(error: unknown, onRetry?: () => unknown): TemplateResult {
  const absent = error instanceof ProblemError && error.code === "not_found";
  return html`<div class="blank-state" role="alert">
    <h2>${absent ? t("Not found") : t("This could not be loaded")}</h2>
    <p>${problemText(error)}</p>
    ${absent || onRetry === undefined ? nothing : button({ label: t("Try again"), onClick: onRetry })}
  </div>`;
}

export type NoticeKind = "info" | "good" | "caution" | "bad";

/** A remark set apart from the text. `bad` is read out at once. */
export function notice(kind: NoticeKind, content: string | TemplateResult): TemplateResult {
  return html`<div class="notice ${kind}" role=${kind === "bad" ? "alert" : nothing}>
    ${typeof content === "string" ? html`<p>${content}</p>` : content}
  </div>`;
}

/** A word or two about the state of something. */
export function badge(kind: "plain" | "accent" | "good" | "caution" | "bad", label: string): TemplateResult {
  return html`<span class="badge ${kind}">${label}</span>`;
}

/** How far something is, of `max`. */
export function progress(label: string, value: number, max: number): TemplateResult {
  return html`<progress class="progress" aria-label=${label} .value=${value} max=${max}></progress>`;
}
