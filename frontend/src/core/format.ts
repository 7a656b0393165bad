/** Dates, numbers and durations as the reader's language writes them. */
import { language, t } from "./i18n.ts";
import { format, TIME } from "./time-format.ts";

export { formatCountdown, formatTime } from "./time-format.ts";

const DATE: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", day: "numeric" };

/** 2026年11月23日. `timeZone` is an IANA name; without it, the reader's own. */
export function formatDate(value: string | number | Date, timeZone?: string): string {
  return format(value, timeZone === undefined ? DATE : { ...DATE, timeZone });
}

/** 2026年11月23日 15:04, on the 24-hour clock. */
export function formatDateTime(value: string | number | Date, timeZone?: string): string {
  const options = { ...DATE, ...TIME };
  return format(value, timeZone === undefined ? options : { ...options, timeZone });
}

/** 102,345. Also for 参与人数: counted numbers are always shown whole. */
export function formatNumber(value: number, maximumFractionDigits = 1): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits }).format(value);
}

/** 83.5%, from a share between 0 and 1. */
export function formatPercent(share: number, maximumFractionDigits = 1): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits }).format(share);
}

/** A duration in words: 12 分 30 秒, 2 小时 5 分. */
export function formatDuration(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  if (hours > 0) {
    return minutes > 0 ? t("{hours} h {minutes} min", { hours, minutes }) : t("{hours} h", { hours });
  }
  if (minutes > 0) {
    return seconds > 0
      ? t("{minutes} min {seconds} s", { minutes, seconds })
      : t("{minutes} min", { minutes });
  }
  return t("{seconds} s", { seconds });
}
