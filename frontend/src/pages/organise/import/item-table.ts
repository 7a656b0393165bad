import { html, nothing, type TemplateResult } from "lit";
import { formatPercent } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import { dataTable } from "../../../ui/table.ts";
import { localised } from "../contest/texts.ts";
import type { ImportFault, ImportItem } from "./imports-api.ts";
import { actionBadge, changesText, narrowing, placeText } from "./wording.ts";

/** The questions of a file, what becomes of each, and what is wrong where. */
export function itemTable(items: readonly ImportItem[], caption: string): TemplateResult {
  return dataTable({
    caption,
    rows: items,
    columns: [
      { heading: t("Place"), cell: ({ place, number }) => unbroken(placeText(place) || String(number)) },
      {
        heading: t("Import"),
        cell: ({ action }) => {
          const { kind, label } = actionBadge(action);
          return unbroken(badge(kind, label));
        },
      },
      { heading: t("Question"), names: true, cell: questionCell },
      { heading: t("Remarks"), cell: remarks },
    ],
  });
}

function unbroken(content: string | TemplateResult): TemplateResult {
  return html`<span class="import-place">${content}</span>`;
}

function questionCell({ stem, external_id }: ImportItem): TemplateResult {
  const text = localised(stem);
  return html`<span>
    <span class="import-stem">${text === "" ? t("Not readable") : text}</span>
    ${external_id === null ? nothing : html`<span class="small soft import-id">${external_id}</span>`}
  </span>`;
}

function remarks(item: ImportItem): TemplateResult | typeof nothing {
  const lines = [
    ...item.errors.map((fault) => line("bad", faultText(fault, item))),
    ...item.warnings.map((fault) => line("soft", faultText(fault, item))),
    ...(item.changes.length === 0 ? [] : [line("", changesText(item.changes))]),
    ...item.near_duplicates.map((near) =>
      line(
        "caution",
        t("{percent} the same as “{stem}”", {
          percent: formatPercent(near.ratio, 0),
          stem: localised(near.stem),
        }),
      ),
    ),
  ];
  return lines.length === 0 ? nothing : html`<ul class="import-remarks">${lines}</ul>`;
}

function line(kind: string, text: string): TemplateResult {
  return html`<li class=${kind}>${text}</li>`;
}

/** The column, where the file has some, and what is wrong there. */
function faultText(fault: ImportFault, { place }: ImportItem): string {
  const elsewhere = fault.line !== place.line && fault.line != null ? placeText(fault) : "";
  const column = fault.column == null ? "" : t("column {name}", { name: fault.column });
  const where = [elsewhere, column].filter(Boolean);
  return where.length === 0 ? fault.detail : t("{place}: {text}", { place: narrowing(where), text: fault.detail });
}
