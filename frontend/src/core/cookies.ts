const YEAR_S = 365 * 24 * 60 * 60;

/** Where cookies are kept: `document` in a page. */
export interface CookieJar {
  cookie: string;
}

/** The value of a cookie that scripts may read, or "" when it is not set. */
export function readCookie(name: string, jar: CookieJar = document): string {
  for (const pair of jar.cookie.split("; ")) {
    const [key, ...rest] = pair.split("=");
    if (key === name) return decodeURIComponent(rest.join("="));
  }
  return "";
}

/** Keeps a choice of the reader for a year; an empty value forgets it. */
export function writeCookie(name: string, value: string, jar: CookieJar = document): void {
  const age = value === "" ? 0 : YEAR_S;
  jar.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
