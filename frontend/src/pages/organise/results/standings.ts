import { html, nothing, type TemplateResult } from "lit";
import { get } from "../../../core/api.ts";
import type { Board, PersonRow, TeamRow } from "../../../core/contests.ts";
import { formatDateTime, formatDuration, formatNumber, formatPercent } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { PageElement } from "../../../ui/page.ts";
import { pagination } from "../../../ui/pagination.ts";
import { Resource } from "../../../ui/resource.ts";
import { notice } from "../../../ui/states.ts";
import { dataTable, type Column } from "../../../ui/table.ts";
import type { BoardKind, Contest } from "../contest/contest.ts";
import { contestPath } from "../contest/contests-api.ts";
import { boardKinds, labelOf } from "../contest/wording.ts";

/**
 * `<wangan-standings .contest=…>`: the boards as those who run the contest see them, live also while
 * the public one is frozen. Which board and which page is in the address.
 */
export class Standings extends PageElement {
  static override properties = { contest: { attribute: false } };

  contest: Contest | undefined;
  readonly #query = new URLSearchParams(location.search);
  readonly #board = new Resource(this, () => this.#load());

  #kind(): BoardKind {
    const kinds = this.contest?.board_kinds ?? [];
    return kinds.find((kind) => kind === this.#query.get("board")) ?? kinds[0] ?? "people";
  }

  #load(): Promise<Board<PersonRow | TeamRow>> {
    const page = Number(this.#query.get("page")) || 1;
    return get(contestPath(this.contest?.id ?? "", `/boards/${this.#kind()}`), { page });
  }

  protected override render(): TemplateResult {
    const { contest } = this;
    if (contest === undefined) return html``;
    return html`${contest.is_frozen
        ? notice("info", t("The public board is frozen. This is the live one, which only organisers see."))
        : nothing}
      ${contest.board_kinds.length < 2 ? nothing : this.#kinds(contest.board_kinds)}
      ${this.#board.view((board) => this.#view(board, contest))}`;
  }

  #kinds(kinds: readonly BoardKind[]): TemplateResult {
    return html`<nav class="row no-print board-kinds" aria-label=${t("Boards")}>
      ${kinds.map(
        (kind) =>
          html`<a
            class="button quiet ${kind === this.#kind() ? "chosen" : ""}"
            href="?board=${kind}"
            aria-current=${kind === this.#kind() ? "true" : nothing}
            >${labelOf(boardKinds(), kind)}</a
          >`,
      )}
    </nav>`;
  }

  #view(board: Board<PersonRow | TeamRow>, { timezone }: Contest): TemplateResult {
    if (board.total === 0 || board.published_at === null) {
      return html`<p class="soft">${t("Nobody has finished yet.")}</p>`;
    }
    const caption = t("{count}, as of {time}", {
      count: tn("{n} place", "{n} places", board.total, { n: formatNumber(board.total) }),
      time: formatDateTime(board.published_at, timezone),
    });
    return html`${board.kind === "people"
        ? dataTable({ caption, columns: personColumns(board.rows as readonly PersonRow[]), rows: board.rows as readonly PersonRow[] })
        : dataTable({ caption, columns: teamColumns(), rows: board.rows as readonly TeamRow[] })}
      ${pagination({
        page: board.page,
        pages: board.pages,
        href: (page) => `?board=${board.kind}&page=${page}`,
      })}`;
  }
}

function personColumns(rows: readonly PersonRow[]): Column<PersonRow>[] {
  return [
    { heading: t("Rank"), numeric: true, cell: ({ rank }) => formatNumber(rank) },
    { heading: t("Name"), names: true, cell: ({ name }) => name },
    { heading: t("Region"), cell: ({ region }) => region ?? "" },
    { heading: t("Organisation"), cell: ({ organisation }) => organisation ?? "" },
    { heading: t("Score"), numeric: true, cell: ({ score }) => formatNumber(score, 2) },
    {
      heading: t("Time used"),
      numeric: true,
      cell: ({ time_used_ms }) => (time_used_ms === null ? "" : formatDuration(time_used_ms)),
    },
    ...(rows.some(({ prizes }) => prizes.length > 0)
      ? [{ heading: t("Prize"), cell: ({ prizes }: PersonRow) => prizes.join(t(", ")) }]
      : []),
  ];
}

function teamColumns(): Column<TeamRow>[] {
  return [
    { heading: t("Rank"), numeric: true, cell: ({ rank }) => (rank === null ? "–" : formatNumber(rank)) },
    { heading: t("Name"), names: true, cell: ({ name }) => name },
    { heading: t("Participants"), numeric: true, cell: ({ participants }) => formatNumber(participants) },
    { heading: t("Per head"), numeric: true, cell: ({ rate }) => (rate === null ? "" : formatPercent(rate)) },
    {
      heading: t("Mean of the best"),
      numeric: true,
      cell: ({ mean_top_k }) => (mean_top_k === null ? "" : formatNumber(mean_top_k, 2)),
    },
  ];
}

customElements.define("wangan-standings", Standings);
