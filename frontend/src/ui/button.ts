import { html, nothing, type TemplateResult } from "lit/html.js";
import { ifDefined } from "lit/directives/if-defined.js";

export type ButtonKind = "plain" | "primary" | "danger" | "quiet";

export interface ButtonOptions {
  label: string | TemplateResult;
  kind?: ButtonKind;
  /** Further classes: `wide`, `large`. */
  size?: string;
  type?: "button" | "submit";
  disabled?: boolean;
  /** Shows that the work goes on. The button keeps the focus but does nothing more. */
  busy?: boolean;
  /** What a screen reader says, where the visible label alone would not do. */
  description?: string;
  onClick?: (event: MouseEvent) => unknown;
}

/** A button. Without `onClick` it submits the form it is in. */
export function button(options: ButtonOptions): TemplateResult {
  const { label, kind = "plain", size = "", busy = false, onClick } = options;
  const guarded = (event: MouseEvent): void => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return html`<button
    class="button ${kind} ${size}"
    type=${options.type ?? (onClick === undefined ? "submit" : "button")}
    ?disabled=${options.disabled ?? false}
    aria-busy=${busy ? "true" : nothing}
    aria-label=${ifDefined(options.description)}
    @click=${guarded}
  >
    ${label}
  </button>`;
}

export interface LinkButtonOptions {
  label: string | TemplateResult;
  href: string;
  kind?: ButtonKind;
  size?: string;
}

/** A link that looks like a button: for the one thing a page wants its reader to do. */
export function linkButton({ label, href, kind = "plain", size = "" }: LinkButtonOptions): TemplateResult {
  return html`<a class="button ${kind} ${size}" href=${href}>${label}</a>`;
}
