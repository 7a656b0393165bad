/** What a page knows of the document around it: its address, its title, and where it goes. */
import { t } from "../core/i18n.ts";

/** What the shell says about the page: see `frontend/shells.py`. */
interface ShellFacts {
  /** The page's route, such as `/contests/{slug}`. */
  route: string;
}

/** Registers a page's root element and puts it into the shell. */
export function putIntoShell(Page: CustomElementConstructor): void {
  customElements.define("wangan-page", Page);
  const main = document.getElementById("main");
  main?.replaceChildren(document.createElement("wangan-page"));
}

/** The variable parts of this page's address: `{slug: "spring-2026"}` on `/contests/{slug}`. */
export function routeParameters(path = location.pathname, route = shellFacts().route): Record<string, string> {
  const names = Array.from(route.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? "");
  const pattern = new RegExp(`^${route.replace(/\{\w+\}/g, "([^/]+)")}$`);
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]));
}

/** One variable part of the address. */
export function routeParameter(name: string): string {
  return routeParameters()[name] ?? "";
}

/** Names the page in the browser's title, tab and history. */
export function setTitle(title: string): void {
  document.title = t("{page} · Wangan", { page: title });
}

/** Where to go after signing in: `next` of the query, as long as it is a path on this site. */
export function nextPath(fallback: string, search = location.search): string {
  const next = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : fallback;
}

/** The sign-in page, from which one comes back to this page. */
export function signInPath(): string {
  return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}

function shellFacts(): ShellFacts {
  const source = document.getElementById("shell")?.textContent;
  return source ? (JSON.parse(source) as ShellFacts) : { route: location.pathname };
}
