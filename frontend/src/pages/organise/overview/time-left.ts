import { formatDuration } from "../../../core/format.ts";
import { tn } from "../../../core/i18n.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long until an instant, as roughly as one would say it: days, or hours and minutes. */
export function timeUntil(instant: string, now: number): string {
  const left = Math.max(0, Date.parse(instant) - now);
  const days = Math.floor(left / DAY_MS);
  if (days >= 2) return tn("{n} day", "{n} days", days);
  return formatDuration(Math.max(1, Math.ceil(left / MINUTE_MS)) * MINUTE_MS);
}
