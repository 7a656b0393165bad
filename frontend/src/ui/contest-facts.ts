/** What is said about a contest wherever it appears. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ContestSummary, Phase, RoundReference } from "../core/contests.ts";
import { formatDateTime, formatDuration, formatNumber } from "../core/format.ts";
import { t, tn } from "../core/i18n.ts";
import { ProblemError } from "../core/problem.ts";
import { linkButton } from "./button.ts";
import { badge, emptyState } from "./states.ts";

/** The state of a contest in a word; simulated ones say so. */
export function phaseBadges({ phase, is_simulated }: Pick<ContestSummary, "phase" | "is_simulated">): TemplateResult {
  const looks = { upcoming: "caution", open: "good", finished: "plain", cancelled: "bad" } as const;
  return html`${badge(looks[phase], phaseName(phase))}${is_simulated
    ? html` ${badge("accent", t("Simulated"))}`
    : nothing}`;
}

function phaseName(phase: Phase): string {
  const names = {
    upcoming: t("Not open yet"),
    open: t("Open now"),
    finished: t("Ended"),
    cancelled: t("Cancelled"),
  };
  return names[phase];
}

/** From when to when, in the contest's time zone, which is named. */
export function windowText({ opens_at, closes_at, timezone }: Pick<ContestSummary, "opens_at" | "closes_at" | "timezone">): string {
  return t("{from} to {until} ({zone})", {
    from: formatDateTime(opens_at, timezone),
    until: formatDateTime(closes_at, timezone),
    zone: zoneName(timezone, opens_at),
  });
}

/** "Beijing time", or the distance from Greenwich. */
export function zoneName(timezone: string, at: string): string {
  if (timezone === "Asia/Shanghai") return t("Beijing time");
  const parts = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "short" }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timezone;
}

/** "Round 2", or "Round 2: Final". */
export function roundName({ number, title }: RoundReference): string {
  return title === "" ? t("Round {number}", { number }) : t("Round {number}: {title}", { number, title });
}

/** How much there is to do: 2 rounds, 20 questions, 20 min. */
export function sizeText({
  round_count = 1,
  question_count,
  time_limit_s,
}: Pick<ContestSummary, "question_count" | "time_limit_s"> & { round_count?: number }): string {
  const parts: string[] = [];
  if (round_count > 1) parts.push(tn("{n} round", "{n} rounds", round_count));
  if (question_count !== null) parts.push(tn("{n} question", "{n} questions", question_count));
  if (time_limit_s !== null) parts.push(formatDuration(time_limit_s * 1000));
  return parts.join(" · ");
}

/** How many people took part. */
export function participantsText(participants: number): string {
  return tn("{count} participant", "{count} participants", participants, {
    count: formatNumber(participants),
  });
}

/** What to show instead of a contest that is not there; undefined where something else is wrong. */
export function missingContest(error: unknown): TemplateResult | undefined {
  if (!(error instanceof ProblemError) || error.status !== 404) return undefined;
  return emptyState({
    heading: t("There is no such contest"),
    text: t("The address may be mistyped, or the contest may have been taken back."),
    action: linkButton({ label: t("All contests"), href: "/contests" }),
  });
}

/** A contest in a list, as a link to its page. */
export function contestCard(contest: ContestSummary): TemplateResult {
  const { slug, title, organisation, participants } = contest;
  return html`<li class="card contest-card">
    <p class="small">${phaseBadges(contest)}</p>
    <h3><a href="/contests/${slug}">${title}</a></h3>
    <p class="soft small">${organisation.name}</p>
    <p class="small">${windowText(contest)}</p>
    <p class="soft small">
      ${[sizeText(contest), participants === null ? "" : participantsText(participants)].filter(Boolean).join(" · ")}
    </p>
  </li>`;
}
