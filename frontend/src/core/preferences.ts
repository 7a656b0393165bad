/** How a reader wants pages to look. Cookies, so that the shell arrives already as wanted. */
import { readCookie, writeCookie, type CookieJar } from "./cookies.ts";

export type Theme = "system" | "light" | "dark";

/** The chosen theme; "system" follows the device. */
export function theme(jar?: CookieJar): Theme {
  const value = readCookie("theme", jar);
  return value === "light" || value === "dark" ? value : "system";
}

export function setTheme(value: Theme, jar?: CookieJar): void {
  writeCookie("theme", value === "system" ? "" : value, jar);
}

/** Whether pages are shown in large type (长辈模式). */
export function largeType(jar?: CookieJar): boolean {
  return readCookie("type", jar) === "large";
}

export function setLargeType(on: boolean, jar?: CookieJar): void {
  writeCookie("type", on ? "large" : "", jar);
}
