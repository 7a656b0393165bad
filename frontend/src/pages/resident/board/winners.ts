import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { get, type Page } from "../../../core/api.ts";
import type { Award } from "../../../core/contests.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { moreButton } from "../../../ui/pagination.ts";
import { dataTable } from "../../../ui/table.ts";

/** Who won the prizes of a contest whose results are final, also far down the board. */
export class WinnersSection {
  #rows: readonly Award[] = [];
  #next: string | null;
  #busy = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    slug: string,
  ) {
    this.#next = `/contests/${slug}/awards?page_size=50`;
  }

  /** Loads the first winners, once. */
  begin(): void {
    if (this.#rows.length === 0) void this.#more();
  }

  async #more(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    this.#busy = true;
    try {
      const page = await get<Page<Award>>(this.#next);
      this.#rows = [...this.#rows, ...page.results];
      this.#next = page.next;
    } catch {
      // The board itself says when the server cannot be reached.
    }
    this.#busy = false;
    this.host.requestUpdate();
  }

  view(): TemplateResult | typeof nothing {
    if (this.#rows.length === 0) return nothing;
    return html`<details id="winners" class="winners" ?open=${location.hash === "#winners"}>
      <summary>${t("Prizes: who won")}</summary>
      ${dataTable<Award>({
        caption: t("Winners, prize after prize"),
        rows: this.#rows,
        columns: [
          { heading: t("Prize"), cell: ({ title }) => title },
          { heading: t("Name"), cell: ({ name }) => name, names: true },
          { heading: t("Rank"), cell: ({ rank }) => formatNumber(rank), numeric: true },
          { heading: t("Score"), cell: ({ score }) => formatNumber(score, 2), numeric: true },
        ],
      })}
      ${this.#next === null ? nothing : moreButton(this.#busy, () => this.#more())}
    </details>`;
  }
}
