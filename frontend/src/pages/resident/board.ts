import { html, nothing, type TemplateResult } from "lit";
import { get } from "../../core/api.ts";
import type { Board, BoardKind, Contest, PersonRow, TeamRow } from "../../core/contests.ts";
import { formatDateTime, formatNumber } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { poll } from "../../core/poll.ts";
import { missingContest, phaseBadges } from "../../ui/contest-facts.ts";
import { PageElement, routeParameter, setTitle, showPage } from "../../ui/page.ts";
import { pagination } from "../../ui/pagination.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState, errorState, notice, skeleton } from "../../ui/states.ts";
import { tabs } from "../../ui/tabs.ts";
import { MyPlaceSection } from "./board/my-place.ts";
import { WinnersSection } from "./board/winners.ts";
import { peopleTable, teamTable } from "./board/tables.ts";

const EVERY_MS = 10_000;

class BoardPage extends PageElement {
  readonly #slug = routeParameter("slug");
  readonly #contest = new Resource(this, () => get<Contest>(`/contests/${this.#slug}`));
  readonly #mine = new MyPlaceSection(this, this.#slug);
  readonly #winners = new WinnersSection(this, this.#slug);
  #kind: BoardKind = "people";
  #page = 1;
  #board: Board<PersonRow | TeamRow> | undefined;
  #error: unknown;
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", () => this.#readAddress());
    this.#readAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #readAddress(): void {
    const query = new URLSearchParams(location.search);
    const kind = query.get("kind");
    this.#kind = kind === "regions" || kind === "organisations" ? kind : "people";
    this.#page = Math.max(1, Math.floor(Number(query.get("page") ?? 1)) || 1);
    this.#follow();
  }

  /** Follows the chosen page of the chosen board until another is chosen. */
  #follow(): void {
    this.#stop?.();
    this.#board = undefined;
    this.#error = undefined;
    this.requestUpdate();
    this.#stop = poll<Board<PersonRow | TeamRow>>({
      path: `/contests/${this.#slug}/boards/${this.#kind}?page=${this.#page}`,
      everyMs: EVERY_MS,
      onData: (board) => {
        this.#board = board;
        this.#error = undefined;
        if (board.final) {
          this.#stop?.();
          this.#winners.begin();
        }
        void this.#mine.load(this.#kind);
        this.requestUpdate();
      },
      onError: (error) => {
        this.#error = error;
        this.requestUpdate();
      },
    });
  }

  #choose(kind: BoardKind): void {
    if (kind === this.#kind) return;
    history.pushState(null, "", this.#address(kind, 1));
    this.#readAddress();
  }

  #address(kind: BoardKind, page: number): string {
    return `/contests/${this.#slug}/board?kind=${kind}${page === 1 ? "" : `&page=${page}`}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="page wrap">
      ${missingContest(this.#contest.error) ?? this.#contest.view((contest) => this.#view(contest))}
    </div>`;
  }

  #view(contest: Contest): TemplateResult {
    setTitle(t("Board: {contest}", { contest: contest.title }));
    return html`<p class="eyebrow"><a href="/contests/${contest.slug}">${contest.title}</a></p>
      <h1>${t("Board")}</h1>
      <p>${phaseBadges(contest)}</p>
      ${contest.board_kinds.length > 1
        ? tabs({
            label: t("Who is ranked"),
            tabs: contest.board_kinds.map((kind) => ({ id: kind, label: kindName(kind) })),
            selected: this.#kind,
            onSelect: (kind) => this.#choose(kind as BoardKind),
            panel: this.#panel(contest),
          })
        : this.#panel(contest)}`;
  }

  #panel(contest: Contest): TemplateResult {
    const board = this.#board;
    if (board === undefined) {
      return this.#error === undefined ? skeleton(8) : errorState(this.#error, () => this.#follow());
    }
    return html`${state(board, contest)}
      ${this.#error === undefined
        ? nothing
        : notice("caution", t("Not refreshed: the server cannot be reached. Shown is the last state received."))}
      ${this.#kind === "people" ? this.#winners.view() : nothing} ${this.#mine.view(this.#kind)}
      ${board.rows.length === 0
        ? emptyState({ heading: t("Nobody is on the board yet"), text: t("Places appear a few seconds after the first results.") })
        : table(board)}
      ${pagination({ page: board.page, pages: board.pages, href: (page) => this.#address(this.#kind, page) })}`;
  }
}

/** Final, standing still, or live; and from when. */
function state({ final, frozen, published_at, total }: Board<unknown>, contest: Contest): TemplateResult {
  if (published_at === null) return html``;
  const date = formatDateTime(published_at, contest.timezone);
  return html`${final ? notice("good", t("These are the final standings.")) : nothing}
    ${frozen
      ? notice("info", t("The board stands still since {date}. Results that come in until the end are added then.", { date }))
      : nothing}
    <p class="small soft board-state">
      ${t("{count} ranked", { count: formatNumber(total) })} · ${t("As of {date}", { date })}
    </p>`;
}

function table(board: Board<PersonRow | TeamRow>): TemplateResult {
  return board.kind === "people"
    ? peopleTable(board.rows as readonly PersonRow[], t("People by rank"))
    : teamTable(
        board.rows as readonly TeamRow[],
        board.kind,
        board.kind === "regions" ? t("Regions by rank") : t("Organisations by rank"),
      );
}

function kindName(kind: BoardKind): string {
  const names = { people: t("People"), regions: t("Regions"), organisations: t("Organisations") };
  return names[kind];
}

showPage(BoardPage);
