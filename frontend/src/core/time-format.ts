/** Times of day and countdowns: the part of `format` that the answer page needs, too. */
import { language } from "./i18n.ts";

export const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export function format(value: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), options).format(new Date(value));
}

/** 15:04. */
export function formatTime(value: string | number | Date, timeZone?: string): string {
  return format(value, timeZone === undefined ? TIME : { ...TIME, timeZone });
}

/** A countdown: 19:05, or 1:19:05 from an hour on. Seconds are rounded up, so 0:00 means over. */
export function formatCountdown(milliseconds: number): string {
  const total = Math.ceil(Math.max(0, milliseconds) / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}
