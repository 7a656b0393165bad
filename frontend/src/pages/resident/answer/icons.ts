import { html, type TemplateResult } from "lit/html.js";

// The icons of the whole site would be half a kilobyte too many here.
const PATHS = {
  check: "M4 12.5l5.5 5.5L20 7",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5.5l3.5 2",
  flag: "M6 21V4h11l-2 4 2 4H6",
  cloud: "M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10.5 3.8 3.8 0 0 1 17.5 18z",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17.3v.2",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  grid: "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z",
};

/** A small line drawing in the colour of the text. It says nothing to a screen reader. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
