import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { get } from "../../../core/api.ts";
import type { BoardKind, MyPlace, PersonRow, TeamRow } from "../../../core/contests.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { currentUser } from "../../../core/session.ts";
import { peopleTable, teamTable } from "./tables.ts";

/** "You are here": the reader's own place, or that of the reader's team, among its neighbours. */
export class MyPlaceSection {
  #mine: MyPlace<PersonRow | TeamRow> | undefined;
  #kind: BoardKind | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly slug: string,
  ) {}

  /** Asks again; silent where nobody is signed in, or nothing can be learnt. */
  async load(kind: BoardKind): Promise<void> {
    try {
      if ((await currentUser()) === null) return;
      this.#mine = await get<MyPlace<PersonRow | TeamRow>>(`/contests/${this.slug}/boards/${kind}/me`);
      this.#kind = kind;
      this.host.requestUpdate();
    } catch {
      // The board itself says when the server cannot be reached.
    }
  }

  view(kind: BoardKind): TemplateResult | typeof nothing {
    const mine = this.#kind === kind ? this.#mine : undefined;
    const place = mine?.place;
    if (mine === undefined || place === null || place === undefined) return nothing;
    return html`<section class="card my-place" aria-labelledby="my-place">
      <h2 id="my-place">${headingOf(kind, place)}</h2>
      ${kind === "people"
        ? peopleTable(mine.rows as MyPlace<PersonRow>["rows"], t("Your place and the places around it"))
        : teamTable(mine.rows as MyPlace<TeamRow>["rows"], kind, t("Your place and the places around it"))}
    </section>`;
  }
}

function headingOf(kind: BoardKind, { rank, of }: { rank: number | null; of: number }): string {
  const values = { rank: rank === null ? "–" : formatNumber(rank), total: formatNumber(of) };
  if (kind === "people") return t("You are here: {rank} of {total}", values);
  return kind === "regions"
    ? t("Your region: {rank} of {total}", values)
    : t("Your organisation: {rank} of {total}", values);
}
