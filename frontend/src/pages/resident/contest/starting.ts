import { html } from "lit";
import { post } from "../../../core/api.ts";
import type { Contest, MyEntry } from "../../../core/contests.ts";
import { formatDateTime, formatDuration } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { confirmDialog } from "../../../ui/dialog.ts";

/** Takes down somebody as a participant-to-be; doing it again changes nothing. */
export async function enter(slug: string, accessCode = ""): Promise<void> {
  await post(`/contests/${slug}/entries`, accessCode === "" ? {} : { access_code: accessCode });
}

/** Starts an attempt, or finds the one that is open, and goes there. */
export async function start(slug: string, entry: MyEntry): Promise<void> {
  if (!entry.registered) await enter(slug);
  const { id } = await post<{ id: string }>(`/contests/${slug}/attempts`);
  location.assign(`/attempts/${id}`);
}

/** Tells what begins with the click, and asks. */
export function confirmStart(contest: Contest, entry: MyEntry): Promise<boolean> {
  const limit = contest.time_limit_s;
  return confirmDialog({
    heading: t("Start now?"),
    text: html`<ul>
      ${contest.question_count === null
        ? null
        : html`<li>${tn("There is {n} question.", "There are {n} questions.", contest.question_count)}</li>`}
      ${limit === null
        ? null
        : html`<li>
            ${t("You have {time}, at the longest until the contest closes on {date}.", {
              time: formatDuration(limit * 1000),
              date: formatDateTime(contest.closes_at, contest.timezone),
            })}
          </li>`}
      <li>${t("The clock starts at once and cannot be stopped, even if you close the page.")}</li>
      <li>${t("Answers are saved as you give them; a lost connection loses nothing.")}</li>
      ${entry.attempts_left === null
        ? null
        : html`<li>${tn("This is your last attempt.", "You have {n} attempts left, this one included.", entry.attempts_left)}</li>`}
    </ul>`,
    confirm: t("Start the clock"),
    cancel: t("Not yet"),
  });
}
