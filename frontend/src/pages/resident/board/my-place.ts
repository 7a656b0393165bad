import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { get } from "../../../core/api.ts";
import type { BoardKind, MyPlace, PersonRow } from "../../../core/contests.ts";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { currentUser } from "../../../core/session.ts";
import { peopleTable } from "./tables.ts";

/** "You are here": one's own place on the board of people, among the neighbours. */
export class MyPlaceSection {
  #mine: MyPlace<PersonRow> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly slug: string,
  ) {}

  /** Asks again; silent where nobody is signed in, or nothing can be learnt. */
  async load(kind: BoardKind): Promise<void> {
    if (kind !== "people") return;
    try {
      if ((await currentUser()) === null) return;
      this.#mine = await get<MyPlace<PersonRow>>(`/contests/${this.slug}/boards/people/me`);
      this.host.requestUpdate();
    } catch {
      // The board itself says when the server cannot be reached.
    }
  }

  view(kind: BoardKind): TemplateResult | typeof nothing {
    const place = this.#mine?.place;
    if (kind !== "people" || this.#mine === undefined || place === null || place === undefined) return nothing;
    const { rank, of } = place;
    return html`<section class="card my-place" aria-labelledby="my-place">
      <h2 id="my-place">
        ${t("You are here: {rank} of {total}", { rank: formatNumber(rank), total: formatNumber(of) })}
      </h2>
      ${peopleTable(this.#mine.rows, t("Your place and the places around it"), (row) => "is_me" in row && row.is_me === true)}
    </section>`;
  }
}
