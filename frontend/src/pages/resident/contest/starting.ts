import { html } from "lit";
import { post } from "../../../core/api.ts";
import type { Contest, MyEntry, Round } from "../../../core/contests.ts";
import { formatDateTime, formatDuration } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { roundName } from "../../../ui/contest-facts.ts";
import { confirmDialog } from "../../../ui/dialog.ts";

/** Takes down somebody as a participant-to-be; doing it again changes nothing. */
export async function enter(slug: string, accessCode = ""): Promise<void> {
  await post(`/contests/${slug}/entries`, accessCode === "" ? {} : { access_code: accessCode });
}

/** Starts an attempt, or finds the one that is open, and goes there. */
export async function start(slug: string, entry: MyEntry): Promise<void> {
  const headers = entry.start_pass ? { Authorization: `Start ${entry.start_pass}` } : {};
  const { id } = await post<{ id: string }>(`/contests/${slug}/attempts`, undefined, { headers });
  location.assign(`/attempts/${id}`);
}

/** Tells what begins with the click, and asks. */
export function confirmStart(contest: Contest, entry: MyEntry): Promise<boolean> {
  const round = contest.rounds.find(({ number }) => number === entry.round);
  const limit = round?.time_limit_s ?? null;
  const questions = round?.question_count ?? null;
  return confirmDialog({
    heading: t("Start now?"),
    text: html`<ul>
      ${contest.rounds.length === 1 || round === undefined ? null : html`<li>${roundName(round)}</li>`}
      ${questions === null
        ? null
        : html`<li>${tn("There is {n} question.", "There are {n} questions.", questions)}</li>`}
      ${limit === null
        ? null
        : html`<li>
            ${contest.rounds.length === 1
              ? t("You have {time}, at the longest until the contest closes on {date}.", timing(limit, contest, round))
              : t("You have {time}, at the longest until the round closes on {date}.", timing(limit, contest, round))}
          </li>`}
      <li>${t("The clock starts at once and cannot be stopped, even if you close the page.")}</li>
      <li>${t("Answers are saved as you give them; a lost connection loses nothing.")}</li>
      ${entry.attempts_left === null
        ? null
        : html`<li>
            ${contest.rounds.length === 1
              ? tn("This is your last attempt.", "You have {n} attempts left, this one included.", entry.attempts_left)
              : tn("This is your last attempt in this round.", "You have {n} attempts left in this round, this one included.", entry.attempts_left)}
          </li>`}
    </ul>`,
    confirm: t("Start the clock"),
    cancel: t("Not yet"),
  });
}

function timing(limitS: number, contest: Contest, round: Round | undefined): { time: string; date: string } {
  return {
    time: formatDuration(limitS * 1000),
    date: formatDateTime(round?.closes_at ?? contest.closes_at, contest.timezone),
  };
}
