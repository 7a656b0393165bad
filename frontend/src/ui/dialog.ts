import { html, render, type TemplateResult } from "lit/html.js";
import { t } from "../core/i18n.ts";
import { button, type ButtonKind } from "./button.ts";

// `<dialog>` came with Safari 15.4, above our floor, so this is one of our own.

const FOCUSABLE = "a[href],button:not([disabled]),input:not([disabled]),select,textarea,[tabindex='0']";

export interface DialogAction {
  /** What `openDialog` resolves to. */
  value: string;
  label: string;
  kind?: ButtonKind;
}

export interface DialogOptions {
  heading: string;
  /** Called with a function that closes the dialog, where a form inside does so itself. */
  content: TemplateResult | string | ((close: (value: string) => void) => TemplateResult);
  /** From the least to the most important; shown in this order. */
  actions: readonly DialogAction[];
  roomy?: boolean;
}

/**
 * Shows a modal dialog and waits for the answer: the value of an action, or "" when it was closed
 * with Escape. The focus stays inside and returns to where it was.
 */
export function openDialog(options: DialogOptions): Promise<string> {
  const before = document.activeElement;
  const host = document.createElement("div");
  const others = Array.from(document.body.children).filter((child) => !child.hasAttribute("inert"));
  document.body.append(host);
  document.body.classList.add("dialog-open");
  others.forEach((other) => {
    other.setAttribute("inert", "");
    other.setAttribute("aria-hidden", "true");
  });

  return new Promise((resolve) => {
    const close = (value: string): void => {
      host.remove();
      document.body.classList.remove("dialog-open");
      others.forEach((other) => {
        other.removeAttribute("inert");
        other.removeAttribute("aria-hidden");
      });
      if (before instanceof HTMLElement) before.focus();
      resolve(value);
    };
    render(dialogView(options, close), host);
    const dialog = host.querySelector<HTMLElement>(".dialog");
    dialog?.focus();
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) close("");
      else if (event.key === "Tab" && dialog !== null) keepInside(event, dialog);
    });
  });
}

/** Asks a question with two answers; true for `confirm`. */
export async function confirmDialog(options: {
  heading: string;
  text: TemplateResult | string;
  confirm: string;
  cancel?: string;
  danger?: boolean;
}): Promise<boolean> {
  const answer = await openDialog({
    heading: options.heading,
    content: options.text,
    actions: [
      { value: "", label: options.cancel ?? t("Cancel") },
      { value: "confirm", label: options.confirm, kind: options.danger === true ? "danger" : "primary" },
    ],
  });
  return answer === "confirm";
}

function dialogView(options: DialogOptions, close: (value: string) => void): TemplateResult {
  return html`<div class="dialog-backdrop">
    <div
      class="dialog ${options.roomy === true ? "roomy" : ""}"
      role="dialog"
      aria-modal="true"
      aria-labelledby="dialog-heading"
      tabindex="-1"
    >
      <h2 id="dialog-heading">${options.heading}</h2>
      ${dialogContent(options, close)}
      <div class="row dialog-actions">
        ${options.actions.map(({ value, label, kind = "plain" }) =>
          button({ label, kind, onClick: () => close(value) }),
        )}
      </div>
    </div>
  </div>`;
}

function dialogContent({ content }: DialogOptions, close: (value: string) => void): TemplateResult {
  if (typeof content === "function") return content(close);
  return typeof content === "string" ? html`<p>${content}</p>` : content;
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const stops = Array.from(dialog.querySelectorAll<HTMLElement>(FOCUSABLE));
  const first = stops[0];
  const last = stops[stops.length - 1];
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === dialog)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first?.focus();
  }
}
