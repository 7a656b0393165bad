import { html, nothing, type TemplateResult } from "lit";
import type { AttemptResult } from "../../../core/attempts.ts";
import { formatDateTime, formatDuration, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { badge, notice } from "../../../ui/states.ts";

/** The score of this attempt, large. */
export function scoreView(result: AttemptResult): TemplateResult {
  const { score, max_score, passed, right, question_count } = result;
  return html`<section class="card score-card" aria-label=${t("Score")}>
    <p class="score">
      <span class="score-value">${formatNumber(score, 2)}</span>
      <span class="soft">${t("of {points} points", { points: formatNumber(max_score, 2) })}</span>
    </p>
    ${passed === null
      ? nothing
      : html`<p>${passed ? badge("good", t("Passed")) : badge("caution", t("Not passed"))}</p>`}
    ${result.state === "overdue"
      ? html`<p>${t("The time ran out; what had been saved by then counts.")}</p>`
      : nothing}
    <dl class="facts side-by-side">
      <dt>${t("Right answers")}</dt>
      <dd class="number">${t("{right} of {total}", { right, total: question_count })}</dd>
      <dt>${t("Time used")}</dt>
      <dd>${formatDuration(result.time_used_ms)}</dd>
      <dt>${t("Handed in")}</dt>
      <dd>${formatDateTime(result.finished_at, result.contest.timezone)}</dd>
    </dl>
  </section>`;
}

/** What this attempt means for the contest. */
export function standingView(result: AttemptResult): TemplateResult {
  const { best_score, place, board_frozen, attempts_left, prizes } = result;
  return html`<section class="card" aria-labelledby="standing">
    <h2 id="standing">${t("In the contest")}</h2>
    ${prizes.length === 0 ? nothing : notice("good", t("You won: {prizes}", { prizes: prizes.join(t(", ")) }))}
    <dl class="facts side-by-side">
      <dt>${t("What counts")}</dt>
      <dd>
        ${countingText(result.counts_for)}
        ${result.round === null ? nothing : t("All rounds are looked at together.")}
        ${result.counts ? nothing : html`<br />${t("This attempt is not part of your score.")}`}
      </dd>
      ${best_score === null
        ? nothing
        : html`<dt>${t("Your score now")}</dt>
            <dd class="number">${formatNumber(best_score, 2)}</dd>`}
      <dt>${t("Your place")}</dt>
      <dd>${placeText(place, board_frozen)}</dd>
      ${attempts_left === null
        ? nothing
        : html`<dt>${result.round === null ? t("Attempts left") : t("Attempts left in the round")}</dt>
            <dd>${tn("{n} attempt", "{n} attempts", attempts_left)}</dd>`}
    </dl>
  </section>`;
}

function placeText(place: AttemptResult["place"], frozen: boolean): TemplateResult | string {
  if (place === null) {
    return frozen
      ? t("The board stands still until the end of the contest; your place will be shown then.")
      : t("Your place is being worked out; it shows on the board in a few seconds.");
  }
  const { rank, of, as_of } = place;
  return html`<span class="number"
      >${t("{rank} of {total}", { rank: formatNumber(rank), total: formatNumber(of) })}</span
    >
    <br /><span class="small soft"
      >${frozen
        ? t("As of {date}; the board stands still until the end of the contest.", { date: formatDateTime(as_of) })
        : t("As of {date}", { date: formatDateTime(as_of) })}</span
    >`;
}

function countingText(rule: string): string {
  const texts: Readonly<Record<string, string>> = {
    best: t("The best attempt counts."),
    first: t("The first attempt counts."),
    last: t("The last attempt counts."),
    sum: t("All attempts are added up."),
    sum_of_daily_bests: t("The best attempt of each day counts; the days are added up."),
    sum_of_round_bests: t("The best attempt of each round counts; the rounds are added up."),
    sudden_death: t("Points count up to the first mistake."),
  };
  return texts[rule] ?? rule;
}
