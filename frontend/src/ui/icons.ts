import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";

const PATHS = {
  check: svg`<path d="M4 12.5l5.5 5.5L20 7" />`,
  close: svg`<path d="M5 5l14 14M19 5L5 19" />`,
  clock: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7v5.5l3.5 2" />`,
  flag: svg`<path d="M6 21V4h11l-2 4 2 4H6" />`,
  cloud: svg`<path d="M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10.5 3.8 3.8 0 0 1 17.500 18z" />`,
  warning: svg`<path d="M12 4L2.500 20h19zM12 10v4.500M12 17.300v.2" />`,
  people: svg`<circle cx="9" cy="8" r="3.500" /><path d="M2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400M17.500 14.500c2.300.7 3.700 2.500 4 5.500" />`,
  trophy: svg`<path d="M7 4h10v6a5 5 0 0 1-10 0zM7 5H3.500c0 3 1.200 5 3.700 5.500M17 5h3.500c0 3-1.200 5-3.700 5.500M12 15v3.500M8 20.500h8" />`,
  shield: svg`<path d="M12 3l8 3v6c0 4.500-3.200 7.800-8 9-4.800-1.200-8-4.500-8-9V6z" />`,
  key: svg`<circle cx="8" cy="15" r="4.500" /><path d="M11.200 11.800L20 3M16 7l3 3" />`,
  calendar: svg`<path d="M4 6h16v14H4zM4 10.500h16M8.500 3v4M15.500 3v4" />`,
  download: svg`<path d="M12 4v11M7 10.500l5 5 5-5M4.500 20h15" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** A small line drawing in the colour of the text. It says nothing to a screen reader. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
}
