import { html, nothing, type TemplateResult } from "lit";
import { get, NetworkError, type Page } from "../../core/api.ts";
import { formatDateTime } from "../../core/format.ts";
import { t } from "../../core/i18n.ts";
import { button, linkButton } from "../../ui/button.ts";
import { textArea } from "../../ui/field.ts";
import { routeParameter, setTitle, showPage } from "../../ui/page.ts";
import { problemText } from "../../ui/problem-text.ts";
import { Resource } from "../../ui/resource.ts";
import { emptyState, notice } from "../../ui/states.ts";
import { nameOf } from "./contest/wording.ts";
import { asOrganiser } from "./frame/access.ts";
import { OrganisePage } from "./frame/organise-page.ts";
import { dropZone } from "../../ui/drop-zone.ts";
import "./import/export-section.ts";
import {
  changeImport,
  confirmImport,
  discardImport,
  fetchImport,
  fetchItems,
  fetchPlace,
  MAX_MEGABYTES,
  TEMPLATE_PATH,
  uploadFile,
  type ImportItem,
  type Place,
  type QuestionImport,
  type Show,
} from "./import/imports-api.ts";
import { chosenIn, addressOf } from "./import/address.ts";
import { importList } from "./import/import-list.ts";
import { importView } from "./import/import-view.ts";
import { followJob, hasEnded, type Job } from "../../core/jobs.ts";

/** Files of questions into one bank, and the bank out into files. The address says which file is looked at. */
class ImportPage extends OrganisePage {
  #slug = routeParameter("slug");
  #chosen = chosenIn(location.search);
  #place = new Resource(this, () => asOrganiser(() => fetchPlace(this.#slug)));
  #import = new Resource(this, () => this.#loadImport());
  #items = new Resource(this, () => this.#loadItems());
  #busy = "";
  #error: unknown;
  #refused = "";
  #pasted = "";
  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#back);
    this.#abort.abort();
  }

  protected override render(): TemplateResult {
    return this.guarded(this.#place, (place) => {
      setTitle(t("Import and export: {bank}", { bank: nameOf(place.bank) }));
      return html`<p class="eyebrow no-print">
          <a href="/organise/banks">${t("Question banks")}</a> /
          <a href="/organise/banks/${place.bank.slug}">${nameOf(place.bank)}</a>
        </p>
        <h1 class="page-head">${t("Import and export")}</h1>
        ${place.bank.is_editable ? this.#body(place) : this.#readOnly(place)}`;
    });
  }

  #readOnly({ bank }: Place): TemplateResult {
    return emptyState({
      heading: t("You may draw from this bank, but not write in it"),
      text: t("Ask somebody who organises for its owner to import questions."),
      action: linkButton({ label: nameOf(bank), href: `/organise/banks/${bank.slug}` }),
    });
  }

  #body(place: Place): TemplateResult {
    return html`${this.#error === undefined ? nothing : notice("bad", problemText(this.#error))}
      ${this.#chosen.id === "" ? this.#start(place) : this.#import.view((found) => this.#one(found ?? undefined, place))}`;
  }

  #start(place: Place): TemplateResult {
    return html`<section class="card" aria-labelledby="import-heading">
        <h2 id="import-heading">${t("Import questions")}</h2>
        <p>${t("The file is checked first. Nothing is written into the bank before you have seen what would change and confirmed it.")}</p>
        ${dropZone({
          busy: this.#busy === "upload",
          error: this.#refused,
          hint: t("Spreadsheets, GIFT, Aiken, Moodle XML, QTI, our own JSON; up to 32 MB, whatever its name."),
          maxMegabytes: MAX_MEGABYTES,
          onFile: (file) => this.#upload(place, file),
          onRefused: (reason) => this.#refuse(reason),
        })}
        <p><a href=${TEMPLATE_PATH} download>${t("Download a spreadsheet to fill in")}</a></p>
        <details class="more">
          <summary>${t("Paste questions instead")}</summary>
          ${textArea({
            name: "pasted",
            label: t("Questions"),
            hint: t("As they stand in a document: the question, A. B. C. D., the answer, the explanation."),
            required: true,
            rows: 8,
            value: this.#pasted,
            onInput: (value) => (this.#pasted = value),
          })}
          ${button({
            label: t("Check these questions"),
            busy: this.#busy === "upload",
            onClick: () => this.#uploadPasted(place),
          })}
        </details>
      </section>
      ${importList(place.imports, (id) => this.#goTo({ id, show: "all" }))}
      <section class="card import-section" id="export" aria-labelledby="export-heading">
        <h2 id="export-heading">${t("Export questions")}</h2>
        <p>${t("All questions of the bank that are not retired. What the format cannot hold is listed.")}</p>
        <wangan-bank-export .bank=${place.bank} .formats=${place.formats}></wangan-bank-export>
      </section>`;
  }

  #one(found: QuestionImport | undefined, place: Place): TemplateResult {
    if (found === undefined) return html``;
    return importView({
      found,
      place,
      show: this.#chosen.show,
      items: this.#items,
      busy: this.#busy,
      onShow: (show) => this.#goTo({ id: found.id, show }),
      onMore: (page) => this.#more(page),
      onFormat: (format) => this.#step("format", () => changeImport(found.id, { format: format === "" ? null : format })),
      onStatus: (status) => this.#choose(found, { status }),
      onTopic: (topic) => this.#choose(found, { topic: topic === "" ? null : topic }),
      onCheckAgain: () => this.#step("format", () => changeImport(found.id, {})),
      onConfirm: () => this.#step("confirm", () => confirmImport(found.id)),
      onDiscard: () => this.#discard(found),
      onAnother: () => this.#goTo({ id: "", show: "all" }),
    });
  }

  #uploadPasted(place: Place): void {
    if (this.#pasted.trim() === "") {
      this.#refuse(t("Paste some questions first."));
      return;
    }
    const name = t("pasted {time}", { time: formatDateTime(new Date()) });
    void this.#upload(place, new File([this.#pasted], `${name}.txt`));
  }

  #refuse(reason: string): void {
    this.#refused = reason;
    this.requestUpdate();
  }

  async #upload({ bank }: Place, file: File): Promise<void> {
    this.#refuse("");
    const uploaded = await this.#once("upload", () => uploadFile(bank.id, file));
    if (uploaded !== undefined) this.#goTo({ id: uploaded.id, show: "all" });
  }

  /** Takes a step with the import that is looked at, and follows the work that comes of it. */
  async #step(name: string, send: () => Promise<QuestionImport>): Promise<void> {
    const changed = await this.#once(name, send);
    if (changed === undefined) return;
    this.#import.set(changed);
    this.#follow(changed);
  }

  /** Shows a choice at once; what the server made of it follows. */
  async #choose(found: QuestionImport, choice: Partial<Pick<QuestionImport, "status" | "topic">>): Promise<void> {
    this.#import.set({ ...found, ...choice });
    const changed = await this.#once("choice", () => changeImport(found.id, choice));
    this.#import.set(changed ?? found);
  }

  async #discard(found: QuestionImport): Promise<void> {
    const done = await this.#once("discard", () => discardImport(found.id).then(() => true));
    if (done === true) this.#goTo({ id: "", show: "all" });
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

  async #loadImport(): Promise<QuestionImport | null> {
    if (this.#chosen.id === "") return null;
    const found = await fetchImport(this.#chosen.id);
    this.#follow(found);
    return found;
  }

  async #loadItems(): Promise<Page<ImportItem> | undefined> {
    return this.#chosen.id === "" ? undefined : fetchItems(this.#chosen.id, this.#chosen.show);
  }

  /** Looks again until the work has ended, then shows what came of it. */
  #follow(found: QuestionImport): void {
    const { job } = found;
    this.#abort.abort();
    if (job === null || hasEnded(job as Job)) {
      void this.#items.reload();
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    const fetchJob = async (): Promise<Job> => {
      const latest = await this.#patiently(() => fetchImport(found.id), abort.signal);
      if (!abort.signal.aborted) this.#import.set(latest);
      return latest.job as Job;
    };
    followJob(job as Job, { onProgress: () => undefined, signal: abort.signal, fetchJob })
      .then(() => (abort.signal.aborted ? undefined : this.#items.reload()))
      .catch((error: unknown) => {
        this.#error = error;
        this.requestUpdate();
      });
  }

  /** A moment without network is no reason to stop looking. */
  async #patiently<T>(load: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        return await load();
      } catch (error) {
        if (!(error instanceof NetworkError) || signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  }

  async #more(page: Page<ImportItem>): Promise<void> {
    const { next } = page;
    if (next === null) return;
    const more = await this.#once("more", () => get<Page<ImportItem>>(next));
    if (more !== undefined) this.#items.set({ ...more, results: [...page.results, ...more.results] });
  }

  #goTo(chosen: { id: string; show: Show }): void {
    history.pushState(null, "", addressOf(chosen));
    this.#back();
  }

  readonly #back = (): void => {
    const before = this.#chosen;
    this.#chosen = chosenIn(location.search);
    this.#error = undefined;
    if (before.id === this.#chosen.id) {
      void this.#items.reload();
      return;
    }
    this.#abort.abort();
    this.#import.value = undefined;
    this.#items.value = undefined;
    void this.#import.reload();
    if (this.#chosen.id === "") void this.#place.reload();
    scrollTo(0, 0);
  };
}

showPage(ImportPage);
