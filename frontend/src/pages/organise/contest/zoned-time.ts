/** Times as an organiser types them: wall clock in the contest's time zone, minutes precise. */

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const MINUTE_MS = 60_000;

/** The value of a `datetime-local` field, `2026-11-23T15:04`, for an instant; "" for none. */
export function toField(instant: string | null, timeZone: string): string {
  if (instant === null) return "";
  const { year, month, day, hour, minute } = wallClock(Date.parse(instant), timeZone);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/**
 * The instant, ISO 8601 in UTC, of a field's value in a time zone; null where the value is no time.
 *
 * An hour that a change to summer time skips is read as the hour after it; one that occurs twice is
 * its first.
 */
export function fromField(value: string, timeZone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(value);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asUtc).getUTCDate() !== day || hour > 23 || minute > 59) return null;
  const before = offset(asUtc - 24 * 60 * MINUTE_MS, timeZone);
  const after = offset(asUtc + 24 * 60 * MINUTE_MS, timeZone);
  const candidates = [asUtc - before, asUtc - after].sort((a, b) => a - b);
  const exact = candidates.find((instant) => instant + offset(instant, timeZone) === asUtc);
  return new Date(exact ?? asUtc - before).toISOString();
}

/** Whether the device knows a time zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}

/** How far a zone is ahead of UTC at an instant: "UTC+08:00". */
export function offsetName(instant: string, timeZone: string): string {
  const minutes = Math.round(offset(Date.parse(instant), timeZone) / MINUTE_MS);
  const two = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The calendar day, `2026-11-23`, of an instant in a time zone. */
export function dayOf(instant: string, timeZone: string): string {
  return toField(instant, timeZone).slice(0, 10);
}

function offset(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(instant, timeZone);
  const floored = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
  return Date.UTC(year, month - 1, day, hour, minute) - floored;
}

function wallClock(instant: number, timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour") % 24,
    minute: part("minute"),
  };
}
