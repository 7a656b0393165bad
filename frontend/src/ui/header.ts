/** Brings the header, which the shell sends as plain HTML, to life. */
import { largeType, setLargeType, setTheme, theme } from "../core/preferences.ts";
import { currentUser, type User } from "../core/session.ts";
import { t } from "../core/i18n.ts";

export function startHeader(): void {
  const header = document.querySelector<HTMLElement>(".site-header");
  if (header === null) return;
  startMenu(header);
  startLooks(header);
  void currentUser()
    .then((user) => showUser(header, user))
    .catch(() => undefined);
}

function startMenu(header: HTMLElement): void {
  const toggle = header.querySelector<HTMLButtonElement>(".menu-toggle");
  const nav = header.querySelector<HTMLElement>(".site-nav");
  if (toggle === null || nav === null) return;
  const open = (on: boolean): void => {
    nav.toggleAttribute("data-open", on);
    toggle.setAttribute("aria-expanded", String(on));
  };
  toggle.addEventListener("click", () => open(!nav.hasAttribute("data-open")));
  header.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.hasAttribute("data-open")) return;
    open(false);
    toggle.focus();
  });
}

function startLooks(header: HTMLElement): void {
  const root = document.documentElement;
  const themeButton = header.querySelector<HTMLButtonElement>("[data-look='theme']");
  const typeButton = header.querySelector<HTMLButtonElement>("[data-look='type']");
  const isDark = (): boolean =>
    theme() === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme() === "dark";
  const show = (): void => {
    themeButton?.setAttribute("aria-pressed", String(isDark()));
    typeButton?.setAttribute("aria-pressed", String(largeType()));
  };
  themeButton?.addEventListener("click", () => {
    setTheme(isDark() ? "light" : "dark");
    root.dataset["theme"] = theme();
    show();
  });
  typeButton?.addEventListener("click", () => {
    setLargeType(!largeType());
    root.dataset["type"] = largeType() ? "large" : "";
    show();
  });
  show();
}

function showUser(header: HTMLElement, user: User | null): void {
  const link = header.querySelector<HTMLAnchorElement>(".account-slot a");
  if (user === null || link === null) return;
  link.href = "/profile";
  link.textContent = user.is_guest ? t("Guest") : user.display_name || user.username || t("My profile");
  if (location.pathname.startsWith("/profile")) link.setAttribute("aria-current", "page");
  for (const duty of ["organiser", "trainer"]) {
    const hasIt = user.roles.some(({ kind }) => kind === duty) || user.is_staff === true;
    header.querySelector(`[data-for='${duty}']`)?.toggleAttribute("hidden", !hasIt);
  }
}
