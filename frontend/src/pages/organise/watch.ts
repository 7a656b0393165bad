import { html, nothing, type TemplateResult } from "lit";
import { formatNumber, formatPercent, formatTime } from "../../core/format.ts";
import { language, t } from "../../core/i18n.ts";
import { poll } from "../../core/poll.ts";
import { button } from "../../ui/button.ts";
import { showPage } from "../../ui/page.ts";
import { errorState, notice, skeleton } from "../../ui/states.ts";
import type { Contest } from "./contest/contest.ts";
import { contestPath, fetchContest } from "./contest/contests-api.ts";
import { fetchRegions, type Region } from "./contest/regions.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import "./watch/chart.ts";
import { countTable } from "./watch/count-table.ts";
import { daySteps, minuteSteps, type Step } from "./watch/series.ts";
import { tileMap } from "./watch/tile-map.ts";
import { busiestProvince, tilesOf } from "./watch/tiles.ts";
import type { Watch } from "./watch/watch.ts";

const EVERY_MS = 10_000;
const MINUTES = 30;

/** How many take part, where, and right now. */
class WatchPage extends ContestPage {
  protected readonly place: Place = "watch";
  #watch: Watch | undefined;
  #error: unknown;
  #regions: readonly Region[] = [];
  #province: string | undefined;
  #stop: (() => void) | undefined;

  protected override async load(): Promise<Contest> {
    const contest = await fetchContest(this.contestId);
    if (contest.published_at !== null) this.#start();
    return contest;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #start(): void {
    this.#stop?.();
    this.#stop = poll<Watch>({
      path: contestPath(this.contestId, "/watch"),
      everyMs: EVERY_MS,
      onData: (watch) => {
        this.#watch = watch;
        this.#error = undefined;
        this.#needRegions(watch);
        // Nothing changes any more but by rulings.
        if (this.contest.value?.state === "final") this.#stop?.();
        this.requestUpdate();
      },
      onError: (error) => {
        this.#error = error;
        this.requestUpdate();
      },
    });
  }

  #needRegions({ by_region }: Watch): void {
    const province = busiestProvince(by_region);
    if (province === undefined || province === this.#province) return;
    this.#province = province;
    fetchRegions(province)
      .then((regions) => (this.#regions = regions))
      // Without the grid the table still says everything.
      .catch(() => (this.#province = undefined))
      .finally(() => this.requestUpdate());
  }

  protected override body(contest: Contest): TemplateResult {
    if (contest.published_at === null) {
      return notice("info", t("There is something to watch once the contest is published."));
    }
    const watch = this.#watch;
    if (watch === undefined) {
      return this.#error === undefined ? skeleton(6) : errorState(this.#error, () => this.#start());
    }
    return html`${this.#asOf(watch, contest)} ${this.#figures(watch)}
      ${contest.phase === "open" ? this.#minutes(watch, contest) : nothing}
      ${contest.rounds.length === 1 ? nothing : this.#rounds(watch)}
      ${this.#chart(
        "days",
        t("Day by day"),
        daySteps(watch.by_day, contest, watch.as_of),
        shortDay,
      )}
      ${this.#places(watch)}`;
  }

  #asOf({ as_of }: Watch, { state }: Contest): TemplateResult {
    const time = formatTimeOfDay(as_of);
    return html`<div class="row spread watch-head">
      <p class="soft" role="status">
        ${this.#error !== undefined
          ? t("As of {time}. The server cannot be reached just now; trying again.", { time })
          : state === "final"
            ? t("As of {time}.", { time })
            : t("As of {time}. Renewed every few seconds.", { time })}
      </p>
      ${button({ label: t("Print"), kind: "quiet", onClick: () => print() })}
    </div>`;
  }

  #figures({ registered, started, finished, passed, open_now }: Watch): TemplateResult {
    const figure = (label: string, count: number, note = "", mark = ""): TemplateResult =>
      html`<div class="figure ${mark}">
        <dt>${label}</dt>
        <dd>
          <span class="figure-count number">${formatNumber(count)}</span>
          ${note === "" ? nothing : html`<span class="small soft">${note}</span>`}
        </dd>
      </div>`;
    const share = (part: number, whole: number): string =>
      whole === 0 ? "" : t("{share} of those who started", { share: formatPercent(part / whole) });
    return html`<dl class="figures">
      ${figure(t("Answering now"), open_now, t("attempts in progress"), "now")}
      ${figure(t("Registered"), registered)} ${figure(t("Started"), started)}
      ${figure(t("Finished"), finished, share(finished, started))}
      ${passed === null ? nothing : figure(t("Passed"), passed, share(passed, started))}
    </dl>`;
  }

  #minutes({ last_minutes, as_of }: Watch, { timezone }: Contest): TemplateResult {
    const steps = minuteSteps(last_minutes, as_of, MINUTES);
    const heading = t("The last {n} minutes", { n: MINUTES });
    return this.#chart("minutes", heading, steps, (at) => formatTime(at, timezone));
  }

  #chart(id: string, heading: string, steps: readonly Step[], label: (at: string) => string): TemplateResult {
    return html`<section class="section" aria-labelledby="${id}-heading">
      <h2 id="${id}-heading">${heading}</h2>
      <wangan-chart .steps=${steps} .label=${label} .name=${heading}></wangan-chart>
      <details class="more">
        <summary>${t("The same as a table")}</summary>
        ${countTable(
          heading,
          t("Time"),
          steps
            .filter(({ started, finished }) => started + finished > 0)
            .map((step) => ({ ...step, name: label(step.at) }))
            .reverse(),
        )}
      </details>
    </section>`;
  }

  #rounds({ by_round }: Watch): TemplateResult {
    const heading = t("By round");
    return html`<section class="section" aria-labelledby="rounds-heading">
      <h2 id="rounds-heading">${heading}</h2>
      ${countTable(
        t("People in each round; somebody who takes two counts in both"),
        t("Round"),
        by_round.map(({ number, title, started, finished }) => ({
          name: title === "" ? t("Round {number}", { number }) : t("Round {number}: {title}", { number, title }),
          started,
          finished,
        })),
      )}
    </section>`;
  }

  #places({ by_region }: Watch): TemplateResult {
    const tiles = tilesOf(this.#regions, by_region);
    const heading = t("By region");
    const rows = [...by_region].sort((one, other) => other.started - one.started);
    return html`<section class="section" aria-labelledby="regions-heading">
      <h2 id="regions-heading">${heading}</h2>
      ${rows.length === 0
        ? html`<p class="soft">${t("Nobody has started yet.")}</p>`
        : html`<div class="two-columns">
            ${tiles.length === 0
              ? nothing
              : html`<figure>
                  ${tileMap(tiles, t("People who started, by region; the table says the same."))}
                  <figcaption class="small soft">${t("People who started. Deeper means more.")}</figcaption>
                </figure>`}
            ${countTable(
              t("People by the region in their profile on the day they entered"),
              t("Region"),
              rows.map((row) => ({ ...row, name: row.name ?? t("No region given") })),
            )}
          </div>`}
    </section>`;
  }
}

/** 11月23日, Nov 23: the year is known from above. */
function shortDay(day: string): string {
  const format = new Intl.DateTimeFormat(language(), { month: "short", day: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function formatTimeOfDay(instant: string): string {
  const date = new Date(instant);
  return `${formatTime(date)}:${String(date.getUTCSeconds()).padStart(2, "0")}`;
}

showPage(WatchPage);
