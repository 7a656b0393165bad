import { html, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";

export interface CountRow {
  name: string;
  started: number;
  finished: number;
}

/** Counts by something. Three narrow columns stay a table on a phone, too. */
export function countTable(caption: string, of: string, rows: readonly CountRow[]): TemplateResult {
  return html`<div class="table-scroll"><table class="table count-table">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${of}</th>
        <th scope="col" class="numeric">${t("Started")}</th>
        <th scope="col" class="numeric">${t("Finished")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, started, finished }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="numeric">${formatNumber(started)}</td>
            <td class="numeric">${formatNumber(finished)}</td>
          </tr>`,
      )}
    </tbody>
  </table></div>`;
}
