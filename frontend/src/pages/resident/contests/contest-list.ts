import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { get, type Page } from "../../../core/api.ts";
import type { ContestSummary } from "../../../core/contests.ts";
import { formatNumber } from "../../../core/format.ts";
import { contestCard } from "../../../ui/contest-facts.ts";
import { moreButton } from "../../../ui/pagination.ts";
import { Resource } from "../../../ui/resource.ts";
import { notice, skeleton } from "../../../ui/states.ts";
import { problemText } from "../../../ui/problem-text.ts";

/** The contests in one state, page after page. */
export class ContestList {
  readonly #first: Resource<Page<ContestSummary>>;
  #loading = false;
  #error: unknown;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly state: "open" | "upcoming" | "finished",
  ) {
    this.#first = new Resource(host, () => get<Page<ContestSummary>>("/contests", { state }));
  }

  view(heading: string, whenEmpty: string): TemplateResult {
    const id = `contests-${this.state}`;
    const page = this.#first.value;
    return html`<section class="section" aria-labelledby=${id}>
      <h2 id=${id}>${heading}${page === undefined || page.results.length === 0 ? nothing : html` ${this.#count(page)}`}</h2>
      ${this.#first.view((loaded) => this.#list(loaded, whenEmpty), skeleton(3))}
    </section>`;
  }

  #count({ results, next }: Page<ContestSummary>): TemplateResult {
    return html`<span class="soft number">${formatNumber(results.length)}${next === null ? nothing : "+"}</span>`;
  }

  #list({ results, next }: Page<ContestSummary>, whenEmpty: string): TemplateResult {
    if (results.length === 0) return html`<p class="soft">${whenEmpty}</p>`;
    return html`<ul class="tiles">
        ${results.map((contest) => contestCard(contest))}
      </ul>
      ${this.#error === undefined ? nothing : notice("bad", problemText(this.#error))}
      ${next === null ? nothing : moreButton(this.#loading, () => this.#more(results, next))}`;
  }

  async #more(shown: readonly ContestSummary[], next: string): Promise<void> {
    this.#loading = true;
    this.#error = undefined;
    this.host.requestUpdate();
    try {
      const page = await get<Page<ContestSummary>>(next);
      this.#first.set({ ...page, results: [...shown, ...page.results] });
    } catch (error) {
      this.#error = error;
    }
    this.#loading = false;
    this.host.requestUpdate();
  }
}
