import type { Outbox } from "./outbox.ts";

/** The two objects a page hears such news from. */
export interface PageEvents {
  window: Pick<Window, "addEventListener" | "removeEventListener">;
  document: Pick<Document, "addEventListener" | "removeEventListener" | "visibilityState">;
}

/**
 * Sends at the moments that matter: the network is back, the reader is back, the page goes away.
 * Call the returned function to stop listening.
 *
 * `beforeunload` is not used: phones do not fire it, and it would keep pages out of the back cache.
 */
export function flushOnPageEvents(outbox: Outbox, page: PageEvents = { window, document }): () => void {
  const back = (): void => outbox.flush();
  const leaving = (): void => outbox.flushLeaving();
  const visibility = (): void => (page.document.visibilityState === "hidden" ? leaving() : back());
  page.window.addEventListener("online", back);
  page.window.addEventListener("pageshow", back);
  page.window.addEventListener("pagehide", leaving);
  page.document.addEventListener("visibilitychange", visibility);
  return () => {
    page.window.removeEventListener("online", back);
    page.window.removeEventListener("pageshow", back);
    page.window.removeEventListener("pagehide", leaving);
    page.document.removeEventListener("visibilitychange", visibility);
  };
}
