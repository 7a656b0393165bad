import { html, nothing, type TemplateResult } from "lit/html.js";
import { t } from "../core/i18n.ts";
import { button } from "./button.ts";

export interface PaginationOptions {
  page: number;
  pages: number;
  /** The address of a page, so that it can be opened, kept and shared. */
  href: (page: number) => string;
}

/** Links to the first, last and neighbouring pages. Nothing when there is only one. */
export function pagination({ page, pages, href }: PaginationOptions): TemplateResult | typeof nothing {
  if (pages <= 1) return nothing;
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const numbers = [...new Set(wanted)].sort((a, b) => a - b);
  return html`<nav class="pages" aria-label=${t("Pages")}>
    <ul>
      ${numbers.map((number, index) => {
        const skipped = index > 0 && number - (numbers[index - 1] ?? 0) > 1;
        return html`${skipped ? html`<li aria-hidden="true">…</li>` : nothing}
          <li>
            <a
              class="button ${number === page ? "primary" : "quiet"}"
              href=${href(number)}
              aria-label=${t("Page {number}", { number })}
              aria-current=${number === page ? "page" : nothing}
              >${number}</a
            >
          </li>`;
      })}
    </ul>
  </nav>`;
}

/** The button under a list that has more. */
export function moreButton(busy: boolean, onClick: () => unknown): TemplateResult {
  return html`<p class="pages">${button({ label: t("Show more"), busy, onClick })}</p>`;
}
