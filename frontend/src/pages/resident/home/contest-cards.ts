import { html, nothing, type TemplateResult } from "lit";
import { formatDate, formatDateTime, formatDuration, formatNumber } from "../../../core/format.ts";
import type { ContestCard } from "../../../core/home.ts";
import { t, tn } from "../../../core/i18n.ts";
import { linkButton } from "../../../ui/button.ts";
import { badge } from "../../../ui/states.ts";

/** A contest that can be taken now. */
export function openContest(contest: ContestCard, heading: "h2" | "h3"): TemplateResult {
  const href = `/contests/${contest.slug}`;
  const link = html`<a href=${href}>${contest.title}</a>`;
  const date = formatDateTime(contest.closes_at, contest.timezone);
  return html`<p>${badge("good", t("Open now"))}</p>
    ${heading === "h2" ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p class="soft">${extent(contest)}</p>
    <p>${t("Open until {date}", { date })}</p>
    ${taking(contest)}
    ${linkButton({ label: t("Take part"), href, kind: "primary", size: heading === "h2" ? "large" : "" })}`;
}

/** A contest to look at: one that comes, or one that is over. */
export function contestCard(contest: ContestCard): TemplateResult {
  const { slug, title, phase, timezone, is_simulated } = contest;
  const over = phase === "finished";
  const date = formatDate(over ? contest.closes_at : contest.opens_at, timezone);
  return html`<h3><a href="/contests/${slug}">${title}</a></h3>
    <p class="soft">${over ? t("Ended on {date}", { date }) : t("Opens on {date}", { date })}</p>
    ${is_simulated === true ? html`<p>${badge("caution", t("Simulated data"))}</p>` : nothing} ${taking(contest)}
    ${over ? html`<p><a href="/contests/${slug}/board">${t("Board")}</a></p>` : nothing}`;
}

function extent({ question_count, time_limit_s }: ContestCard): string {
  const parts = [
    question_count === null ? "" : tn("{n} question", "{n} questions", question_count),
    time_limit_s === null ? "" : formatDuration(time_limit_s * 1000),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function taking({ participants }: ContestCard): TemplateResult | typeof nothing {
  if (participants === null || participants === 0) return nothing;
  return html`<p class="soft small">
    ${tn("{count} participant", "{count} participants", participants, {
      count: formatNumber(participants),
    })}
  </p>`;
}
