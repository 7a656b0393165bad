import { html, nothing, type TemplateResult } from "lit";
import { get, type Page } from "../../core/api.ts";
import { formatDateTime } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { hasEnded, type Job } from "../../core/jobs.ts";
import { dropZone } from "../../ui/drop-zone.ts";
import { JobFollower } from "../../ui/job-follower.ts";
import { routeParameter, setTitle, showPage } from "../../ui/page.ts";
import { problemText } from "../../ui/problem-text.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, notice } from "../../ui/states.ts";
import { asTrainer, TrainPage } from "./frame/train-page.ts";
import { rosterView, settingsFields } from "./roster/roster-view.ts";
import {
  changeRoster,
  confirmRoster,
  discardRoster,
  fetchItems,
  fetchPlace,
  fetchRoster,
  MAX_MEGABYTES,
  TEMPLATE_PATH,
  uploadRoster,
  type Place,
  type RosterImport,
  type RosterItem,
  type RosterSettings,
  type Show,
} from "./roster/rosters-api.ts";
import { SHOWS, stateBadge } from "./roster/wording.ts";

interface Chosen {
  /** Empty: no file is looked at. */
  id: string;
  show: Show;
}

/** The people of one organisation, from files. The address says which file is looked at. */
class RosterPage extends TrainPage {
  #slug = routeParameter("slug");
  #chosen = chosenIn(location.search);
  #place = new Resource(this, () => asTrainer(() => fetchPlace(this.#slug)));
  #roster = new Resource(this, () => this.#load());
  #items = new Resource(this, () => this.#loadItems());
  #work = new JobFollower(this);
  #settings: RosterSettings = { create_units: false, absent_leave: false };
  #busy = "";
  #error: unknown;
  #refused = "";

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#look);
  }

  protected override render(): TemplateResult {
    return this.guarded(this.#place, (place) => {
      const { name } = place.organisation;
      setTitle(t("Roster: {organisation}", { organisation: name }));
      return html`<p class="eyebrow no-print"><a href="/train">${t("Organisations")}</a> / ${name}</p>
        <h1 class="page-head">${t("Roster")}</h1>
        ${this.#error === undefined ? nothing : notice("bad", problemText(this.#error))}
        ${this.#chosen.id === "" ? this.#start(place) : this.#roster.view((found) => this.#one(found))}`;
    });
  }

  #start(place: Place): TemplateResult {
    return html`<section class="card" aria-labelledby="upload-heading">
        <h2 id="upload-heading">${t("Bring people in")}</h2>
        <p>${t("The file is checked first. Nobody is written before you have seen what would change and confirmed it.")}</p>
        ${settingsFields(this.#settings, "upload", (settings) => {
          this.#settings = settings;
          this.requestUpdate();
        })}
        ${dropZone({
          busy: this.#busy === "upload",
          error: this.#refused,
          hint: t("A spreadsheet (XLSX, XLS) or CSV with one row a person; up to 16 MB and 20,000 people."),
          maxMegabytes: MAX_MEGABYTES,
          onFile: (file) => this.#upload(place, file),
          onRefused: (reason) => this.#refuse(reason),
        })}
        <p><a href=${TEMPLATE_PATH} download>${t("Download a spreadsheet to fill in")}</a></p>
      </section>
      ${this.#list(place.rosters)}`;
  }

  #list(rosters: readonly RosterImport[]): TemplateResult | typeof nothing {
    if (rosters.length === 0) return nothing;
    return html`<section class="import-section" aria-labelledby="rosters-heading">
      <h2 id="rosters-heading">${t("Files of the last 7 days")}</h2>
      <ul class="import-files">
        ${rosters.map((one) => {
          const { kind, label } = stateBadge(one);
          const about = [formatDateTime(one.created_at), one.owner].filter(Boolean).join(" · ");
          return html`<li class="card">
            <a href=${addressOf({ id: one.id, show: "all" })}>${one.file_name}</a>
            <span class="small soft">${about}</span>
            ${badge(kind, label)}
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #one(found: RosterImport | null): TemplateResult {
    if (found === null) return html``;
    return rosterView({
      found,
      show: this.#chosen.show,
      items: this.#items,
      work: this.#work.view(found.state === "applying" ? t("Writing people…") : t("Checking the file…")),
      busy: this.#busy,
      onShow: (show) => this.#goTo({ id: found.id, show }),
      onMore: (page) => this.#more(page),
      onSettings: (settings) => this.#step("settings", () => changeRoster(found.id, settings)),
      onConfirm: () => this.#step("confirm", () => confirmRoster(found.id)),
      onDiscard: () => this.#discard(found),
      onAnother: () => this.#goTo({ id: "", show: "all" }),
    });
  }

  #refuse(reason: string): void {
    this.#refused = reason;
    this.requestUpdate();
  }

  async #upload({ organisation }: Place, file: File): Promise<void> {
    this.#refuse("");
    const uploaded = await this.#once("upload", () => uploadRoster(organisation.id, file, this.#settings));
    if (uploaded !== undefined) this.#goTo({ id: uploaded.id, show: "all" });
  }

  /** Takes a step with the roster that is looked at, and follows the work that comes of it. */
  async #step(name: string, send: () => Promise<RosterImport>): Promise<void> {
    const changed = await this.#once(name, send);
    if (changed === undefined) return;
    this.#roster.set(changed);
    await this.#follow(changed);
  }

  async #discard(found: RosterImport): Promise<void> {
    const done = await this.#once("discard", () => discardRoster(found.id).then(() => true));
    if (done === true) this.#goTo({ id: "", show: "all" });
  }

  async #more(page: Page<RosterItem>): Promise<void> {
    const { next } = page;
    if (next === null) return;
    const more = await this.#once("more", () => get<Page<RosterItem>>(next));
    if (more !== undefined) this.#items.set({ ...more, results: [...page.results, ...more.results] });
  }

  /** One thing at a time: a second click while something is under way does nothing. */
  async #once<T>(name: string, send: () => Promise<T>): Promise<T | undefined> {
    if (this.#busy !== "") return undefined;
    this.#busy = name;
    this.#error = undefined;
    this.requestUpdate();
    try {
      return await send();
    } catch (error) {
      this.#error = error;
      return undefined;
    } finally {
      this.#busy = "";
      this.requestUpdate();
    }
  }

  async #load(): Promise<RosterImport | null> {
    if (this.#chosen.id === "") return null;
    const found = await fetchRoster(this.#chosen.id);
    void this.#follow(found);
    return found;
  }

  async #loadItems(): Promise<Page<RosterItem> | undefined> {
    return this.#chosen.id === "" ? undefined : fetchItems(this.#chosen.id, this.#chosen.show);
  }

  /** Waits until the work on the server has ended, then shows what came of it. */
  async #follow({ id, job }: RosterImport): Promise<void> {
    if (job === null || hasEnded(job as Job)) return;
    await this.#work.run(() => Promise.resolve(job as Job));
    if (this.#chosen.id !== id) return;
    const latest = await this.#once("look", () => fetchRoster(id));
    if (latest !== undefined) this.#roster.set(latest);
    void this.#items.reload();
  }

  #goTo(chosen: Chosen): void {
    history.pushState(null, "", addressOf(chosen));
    this.#look();
  }

  readonly #look = (): void => {
    const before = this.#chosen;
    this.#chosen = chosenIn(location.search);
    this.#error = undefined;
    if (before.id !== this.#chosen.id) {
      this.#roster.value = undefined;
      this.#items.value = undefined;
      void this.#roster.reload();
      if (this.#chosen.id === "") void this.#place.reload();
      scrollTo(0, 0);
    }
    void this.#items.reload();
  };
}

function chosenIn(search: string): Chosen {
  const query = new URLSearchParams(search);
  const show = SHOWS.find((one) => one === query.get("show")) ?? "all";
  return { id: query.get("file") ?? "", show };
}

function addressOf({ id, show }: Chosen): string {
  if (id === "") return location.pathname;
  const query = new URLSearchParams({ file: id });
  if (show !== "all") query.set("show", show);
  return `${location.pathname}?${query.toString()}`;
}

showPage(RosterPage);
