import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { PageElement } from "../../../ui/page.ts";
import { Resource } from "../../../ui/resource.ts";
import { fetchRegions, type Region } from "../contest/regions.ts";

/**
 * `<wangan-region-picker .chosen=…>`: regions to be ticked, province by province. A region that is
 * ticked includes all below it. Dispatches `picked` with the new codes.
 */
export class RegionPicker extends PageElement {
  static override properties = { chosen: { attribute: false } };

  chosen: readonly string[] = [];
  readonly #provinces = new Resource(this, () => fetchRegions());
  readonly #divisions = new Map<string, readonly Region[] | "loading" | "failed">();

  async #open(code: string): Promise<void> {
    if (Array.isArray(this.#divisions.get(code))) return;
    this.#divisions.set(code, "loading");
    this.requestUpdate();
    try {
      this.#divisions.set(code, await fetchRegions(code));
    } catch {
      this.#divisions.set(code, "failed");
    }
    this.requestUpdate();
  }

  #toggle(code: string): void {
    const picked = this.chosen.includes(code)
      ? this.chosen.filter((one) => one !== code)
      : [...this.chosen.filter((one) => !isBelow(one, code)), code];
    this.dispatchEvent(new CustomEvent("picked", { detail: picked.sort() }));
  }

  protected override render(): TemplateResult {
    return this.#provinces.view((regions) => this.#list(regions));
  }

  #list(regions: readonly Region[]): TemplateResult {
    return html`<ul class="topic-list">
      ${regions.map((region) => html`<li>${this.#region(region)}</li>`)}
    </ul>`;
  }

  #region(region: Region): TemplateResult {
    const { code, name } = region;
    const above = this.chosen.some((one) => isBelow(code, one));
    const box = html`<label class="topic">
      <input
        type="checkbox"
        value=${code}
        .checked=${live(above || this.chosen.includes(code))}
        ?disabled=${above}
        @change=${() => this.#toggle(code)}
      />
      <span>${name}</span>
    </label>`;
    if (region.level === "county") return box;
    return html`${box}
      <details
        class="more divisions"
        ?open=${this.chosen.some((one) => isBelow(one, code))}
        @toggle=${(event: Event) =>
          (event.target as HTMLDetailsElement).open && event.target === event.currentTarget
            ? void this.#open(code)
            : undefined}
      >
        <summary>${t("Divisions of {region}", { region: name })}</summary>
        ${this.#below(code)}
      </details>`;
  }

  #below(code: string): TemplateResult | typeof nothing {
    const divisions = this.#divisions.get(code);
    if (divisions === undefined) return nothing;
    if (divisions === "loading") return html`<p class="soft">${t("Loading…")}</p>`;
    if (divisions === "failed") {
      return html`<p class="soft">${t("The divisions could not be loaded.")}</p>
        ${button({ label: t("Try again"), onClick: () => this.#open(code) })}`;
    }
    return this.#list(divisions);
  }
}

/** Whether one region lies within another, by their GB/T 2260 codes: 230102 in 230100 in 230000. */
function isBelow(code: string, above: string): boolean {
  return code !== above && code.startsWith(above.replace(/(00)+$/, ""));
}

customElements.define("wangan-region-picker", RegionPicker);
