import { html, nothing, type TemplateResult } from "lit";
import type { Contest, MyEntry } from "../../../core/contests.ts";
import { formatDateTime, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button, linkButton } from "../../../ui/button.ts";
import { roundName } from "../../../ui/contest-facts.ts";
import { signInPath } from "../../../ui/page.ts";
import { notice } from "../../../ui/states.ts";

export interface EntryCardOptions {
  contest: Contest;
  entry: MyEntry;
  busy: boolean;
  onStart: () => unknown;
  onRegister: () => unknown;
  /** The form for an access code, and the one for guests: they keep state of their own. */
  codeForm: TemplateResult;
  guestForm: TemplateResult;
}

/** What the reader may do in the contest now, and what was done so far. */
export function entryCard(options: EntryCardOptions): TemplateResult {
  return html`${wayIn(options)} ${soFar(options)}`;
}

function wayIn({ contest, entry, busy, onStart, onRegister, codeForm, guestForm }: EntryCardOptions): TemplateResult {
  if (entry.open_attempt_id !== null) {
    return html`<p>${t("You have begun. The clock is running.")}</p>
      ${linkButton({ label: t("Go on answering"), href: `/attempts/${entry.open_attempt_id}`, kind: "primary", size: "large wide" })}`;
  }
  if (entry.can_start) {
    return html`${roundNow(contest, entry)} ${attemptsLeft(contest, entry)}
    ${button({ label: t("Start"), kind: "primary", size: "large wide", busy, onClick: onStart })}`;
  }
  switch (entry.reason) {
    case "sign_in_required":
      return html`<p>${t("Sign in to take part.")}</p>
        <div class="stack">
          ${linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary", size: "large wide" })}
          ${linkButton({ label: t("Create an account"), href: signInPath().replace("sign-in", "sign-up"), size: "wide" })}
          ${contest.audience === "guests" ? guestForm : nothing}
        </div>`;
    case "access_code_required":
      return codeForm;
    case "not_open_yet":
      return html`${roundNow(contest, entry)}
        <p>${t("Opens on {date}.", { date: formatDateTime(entry.next_start_at ?? contest.opens_at, contest.timezone) })}</p>
        ${entry.registered
          ? notice("good", t("You are registered."))
          : button({ label: t("Register"), kind: "primary", size: "wide", busy, onClick: onRegister })}`;
    case "already_closed":
      return html`<p>${t("The contest is over.")}</p>
        ${contest.board_kinds.length === 0
          ? nothing
          : linkButton({ label: t("See the board"), href: `/contests/${contest.slug}/board`, kind: "primary", size: "wide" })}`;
    default:
      return html`<p>${whyNot(contest, entry)}</p>`;
  }
}

/** Which of several rounds it is about. */
function roundNow({ rounds }: Contest, { round }: MyEntry): TemplateResult | typeof nothing {
  const one = rounds.length === 1 ? undefined : rounds.find(({ number }) => number === round);
  return one === undefined ? nothing : html`<p><strong>${roundName(one)}</strong></p>`;
}

function attemptsLeft({ rounds }: Contest, { attempts_left, attempts_left_today }: MyEntry): TemplateResult | typeof nothing {
  if (attempts_left_today !== null && attempts_left_today !== attempts_left) {
    return html`<p>${tn("{n} attempt left today", "{n} attempts left today", attempts_left_today)}</p>`;
  }
  if (attempts_left === null) return nothing;
  return html`<p>
    ${rounds.length === 1
      ? tn("{n} attempt left", "{n} attempts left", attempts_left)
      : tn("{n} attempt left in this round", "{n} attempts left in this round", attempts_left)}
  </p>`;
}

function whyNot(contest: Contest, { reason, reason_text, next_start_at }: MyEntry): string {
  switch (reason) {
    case "cancelled":
      return t("The contest was cancelled.");
    case "attempt_limit_reached":
      return t("You have used all your attempts.");
    case "round_limit_reached":
      return next_start_at === null
        ? t("You have used all your attempts in this round.")
        : t("You have used all your attempts in this round. The next one opens on {date}.", {
            date: formatDateTime(next_start_at, contest.timezone),
          });
    case "daily_limit_reached":
      return next_start_at === null
        ? t("You have used all your attempts for today.")
        : t("You have used all your attempts for today. You can go on from {date}.", {
            date: formatDateTime(next_start_at, contest.timezone),
          });
    case "not_eligible":
      return contest.audience === "organisation"
        ? t("This contest is for members of {organisation}.", { organisation: contest.organisation.name })
        : t("This contest is for people of {regions}. Your region is in your profile.", {
            regions: contest.regions.map(({ name }) => name).join(t(", ")),
          });
    default:
      return reason_text ?? t("You cannot take part at the moment.");
  }
}

function soFar({ contest, entry }: EntryCardOptions): TemplateResult | typeof nothing {
  if (entry.attempts_used === 0) return nothing;
  const { score, max_score, place, last_attempt_id, prizes } = entry;
  return html`<hr />
    ${prizes.length === 0 ? nothing : notice("good", t("You won: {prizes}", { prizes: prizes.join(t(", ")) }))}
    <dl class="facts side-by-side">
      <dt>${t("Attempts so far")}</dt>
      <dd class="number">${formatNumber(entry.attempts_used)}</dd>
      ${score === null
        ? nothing
        : html`<dt>${t("Your score")}</dt>
            <dd class="number">${formatNumber(score, 2)}${max_score === null ? nothing : html` / ${formatNumber(max_score, 2)}`}</dd>`}
      ${place === null
        ? nothing
        : html`<dt>${t("Your place")}</dt>
            <dd class="number">${t("{rank} of {total}", { rank: formatNumber(place.rank), total: formatNumber(place.of) })}</dd>`}
    </dl>
    ${contest.draw === null
      ? nothing
      : html`<p class="small soft">${t("Your number in draws:")} <code class="digest">${entry.entry_id}</code></p>`}
    <p class="row">
      ${last_attempt_id === null || entry.open_attempt_id !== null
        ? nothing
        : html`<a href="/attempts/${last_attempt_id}/result">${t("Your last result")}</a>`}
      ${contest.board_kinds.length === 0 ? nothing : html`<a href="/contests/${contest.slug}/board">${t("Board")}</a>`}
    </p>`;
}
