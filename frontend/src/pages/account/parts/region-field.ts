import { html, LitElement, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { regionsBelow, topRegions, type Region } from "../../../core/regions.ts";
import { selectField } from "../../../ui/field.ts";
import { Resource } from "../../../ui/resource.ts";

/**
 * `<region-field .value=… .errors=…>`: a prefecture and, if wanted, the county in it. The form gets
 * the code of the smaller one as `region`; empty when nothing is chosen.
 */
class RegionField extends LitElement {
  static override properties = {
    value: { attribute: false },
    errors: { attribute: false },
    chosen: { state: true },
  };

  value = "";
  errors: readonly string[] = [];
  chosen: string | undefined;
  #counties = new Resource<Region[]>(this, () => this.#below());
  #prefectures = new Resource(this, topRegions);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const code = this.chosen ?? this.value;
    const counties = this.#counties.value ?? [];
    return html`${selectField({
        name: "prefecture",
        label: t("Where you live"),
        hint: t("Your answers count for this place."),
        errors: this.errors,
        value: prefectureOf(code),
        options: choices(this.#prefectures.value ?? []),
        onChange: (prefecture) => this.#choose(prefecture),
      })}
      ${counties.length === 0
        ? nothing
        : selectField({
            name: "county",
            label: t("County or district"),
            value: code === prefectureOf(code) ? "" : code,
            options: choices(counties),
            onChange: (county) => (this.chosen = county || prefectureOf(code)),
          })}
      <input type="hidden" name="region" .value=${code} />`;
  }

  #choose(prefecture: string): void {
    this.chosen = prefecture;
    void this.#counties.reload();
  }

  async #below(): Promise<Region[]> {
    const prefecture = prefectureOf(this.chosen ?? this.value);
    return prefecture === "" ? [] : regionsBelow(prefecture);
  }
}

/** By GB/T 2260, the first four digits of a county's code name its prefecture. */
function prefectureOf(code: string): string {
  return code === "" ? "" : `${code.slice(0, 4)}00`;
}

function choices(regions: readonly Region[]): { value: string; label: string }[] {
  return [
    { value: "", label: t("Not given") },
    ...regions.map(({ code, name }) => ({ value: code, label: name })),
  ];
}

customElements.define("region-field", RegionField);
