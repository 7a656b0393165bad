import { html, nothing, type TemplateResult } from "lit";
import { get, type Page } from "../../../core/api.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import type { Schemas } from "../../../core/schemas.ts";
import { PageElement } from "../../../ui/page.ts";
import { moreButton } from "../../../ui/pagination.ts";
import { errorState, skeleton } from "../../../ui/states.ts";
import { dataTable } from "../../../ui/table.ts";
import { contestPath } from "../contest/contests-api.ts";

type Award = Required<Schemas["OrganisedAward"]>;

/** `<wangan-awards contest="…">`: who won the prizes of a contest whose results are final. */
export class Awards extends PageElement {
  static override properties = { contest: {} };

  contest = "";
  #rows: Award[] = [];
  #next: string | null = null;
  #busy = false;
  #error: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load(contestPath(this.contest, "/awards?page_size=100"));
  }

  async #load(path: string): Promise<void> {
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      const page = await get<Page<Award>>(path);
      this.#rows = [...this.#rows, ...page.results];
      this.#next = page.next;
    } catch (error) {
      this.#error = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (this.#error !== undefined) {
      return errorState(this.#error, () => this.#load(this.#next ?? contestPath(this.contest, "/awards?page_size=100")));
    }
    if (this.#rows.length === 0) {
      return this.#busy ? skeleton(3) : html`<p class="soft">${t("Nobody has won a prize.")}</p>`;
    }
    const next = this.#next;
    return html`${dataTable<Award>({
        caption: t("Winners, prize after prize"),
        columns: [
          { heading: t("Prize"), cell: ({ prize }) => prize.title },
          {
            heading: t("Name"),
            names: true,
            cell: ({ name, entry }) => html`<a href="/organise/contests/${this.contest}/participants/${entry}">${name}</a>`,
          },
          { heading: t("Region"), cell: ({ region }) => region ?? "" },
          { heading: t("Organisation"), cell: ({ organisation }) => organisation ?? "" },
          { heading: t("Rank"), numeric: true, cell: ({ rank }) => formatNumber(rank) },
          { heading: t("Score"), numeric: true, cell: ({ score }) => formatNumber(score, 2) },
        ],
        rows: this.#rows,
      })}
      ${next === null ? nothing : moreButton(this.#busy, () => this.#load(next))}`;
  }
}

customElements.define("wangan-awards", Awards);
