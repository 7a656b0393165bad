import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ProblemError } from "../../../core/api.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { notice } from "../../../ui/states.ts";
import { announce } from "../../../ui/status.ts";
import { problemText } from "../../../ui/problem-text.ts";
import { UnsavedGuard } from "./unsaved.ts";

export interface SavingOptions {
  isUnsaved: () => boolean;
  /** Drops what was edited and loads what is stored. */
  reload: () => unknown;
}

type Faults = Readonly<Record<string, string>>;

/** Somebody else has saved since this page was loaded. */
function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412;
}

/**
 * A form that is saved when its organiser says so: what is wrong beside each field, what to do when
 * somebody else was faster, a bar with the button, and a warning before leaving it unsaved.
 */
export class SavingForm {
  busy = false;
  #faults: Faults = {};
  #error: unknown;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly options: SavingOptions,
  ) {
    new UnsavedGuard(host, options.isUnsaved);
    host.addEventListener("input", () => this.#faultsAreOld());
    host.addEventListener("change", () => this.#faultsAreOld());
  }

  /** Saves with `send` unless `faults` says that something is wrong already; true when it is saved. */
  async save(faults: Faults, send: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.#faults = faults;
    this.#error = undefined;
    if (Object.keys(faults).length === 0) {
      this.busy = true;
      this.host.requestUpdate();
      try {
        await send();
        announce(t("Saved."));
      } catch (error) {
        this.#error = error;
      }
      this.busy = false;
    }
    this.host.requestUpdate();
    if (!this.#hasFailed()) return true;
    void this.#showFailure();
    return false;
  }

  /** What is wrong with a field, by its name in the API. */
  readonly errors = (field: string): string[] => {
    const own = this.#faults[field];
    const told = this.#error instanceof ProblemError ? this.#error.about(field) : [];
    return own === undefined ? told : [own, ...told];
  };

  /** What is wrong with the whole, to stand above the fields. */
  summary(): TemplateResult | typeof nothing {
    if (isConflict(this.#error)) return this.#conflict();
    if (Object.keys(this.#faults).length > 0) {
      return notice("bad", t("Nothing was saved yet. Please look at the fields marked below."));
    }
    const error = this.#error;
    if (error === undefined) return nothing;
    if (error instanceof ProblemError && error.errors.length > 0) {
      const details = error.errors.filter(({ pointer }) => !this.#isShown(pointer));
      return notice(
        "bad",
        html`<p>${t("Nothing was saved yet. Please look at the fields marked below.")}</p>
          ${details.map(({ detail }) => html`<p>${detail}</p>`)}`,
      );
    }
    return notice("bad", problemText(error));
  }

  /** The bar at the foot of the form: `note`, whether all is saved, and the button. */
  bar({ note = "" }: { note?: string }): TemplateResult {
    const unsaved = this.options.isUnsaved();
    return html`<div class="save-bar no-print">
      <div>
        ${note === "" ? nothing : html`<p class="save-note number">${note}</p>`}
        <p class="small soft" role="status">
          ${this.busy ? t("Saving…") : unsaved ? t("Not saved yet") : t("All changes saved")}
        </p>
      </div>
      ${button({ label: t("Save"), kind: "primary", busy: this.busy })}
    </div>`;
  }

  #conflict(): TemplateResult {
    return notice(
      "bad",
      html`<p>
          ${t("Somebody else has saved this contest since you opened it. Your changes were not saved, so that theirs are not lost.")}
        </p>
        <p>${t("Copy what you need from this page, then load the saved version and make your changes again.")}</p>
        <p>
          ${button({
            label: t("Load the saved version"),
            onClick: () => {
              this.#error = undefined;
              this.options.reload();
            },
          })}
        </p>`,
    );
  }

  #isShown(pointer: string): boolean {
    const name = pointer.replace(/^[#/]+/, "");
    return this.host.querySelector(`[id="field-${name}-error"],[id="choices-${name}-error"]`) !== null;
  }

  #hasFailed(): boolean {
    return this.#error !== undefined || Object.keys(this.#faults).length > 0;
  }

  #faultsAreOld(): void {
    if (this.#hasFailed() && !isConflict(this.#error)) {
      this.#faults = {};
      this.#error = undefined;
      this.host.requestUpdate();
    }
  }

  async #showFailure(): Promise<void> {
    await this.host.updateComplete;
    // The summary may name what no field shows, which is known only once the fields are drawn.
    this.host.requestUpdate();
    await this.host.updateComplete;
    const field = this.host.querySelector<HTMLElement>("[aria-invalid='true']");
    const target = field ?? this.host.querySelector<HTMLElement>(".notice.bad");
    if (target !== null && field === null) target.tabIndex = -1;
    target?.focus();
  }
}
