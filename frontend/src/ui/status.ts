/** Short messages at the foot of the page, read out politely. */

const SHOWN_MS = 5_000;

function region(): HTMLElement {
  const existing = document.querySelector<HTMLElement>(".toasts");
  if (existing !== null) return existing;
  const created = document.createElement("div");
  created.className = "toasts no-print";
  created.setAttribute("role", "status");
  document.body.append(created);
  return created;
}

/** Shows a message for some seconds: "Saved." Errors belong beside what failed, not here. */
export function announce(text: string): void {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = text;
  region().append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
}

/** Says something to a screen reader only. */
export function announceQuietly(text: string): void {
  const said = document.createElement("div");
  said.className = "visually-hidden";
  said.textContent = text;
  region().append(said);
  setTimeout(() => said.remove(), SHOWN_MS);
}
