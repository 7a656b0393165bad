import { html, nothing, type TemplateResult } from "lit/html.js";

export interface Column<Row> {
  heading: string;
  cell: (row: Row) => string | TemplateResult | typeof nothing;
  numeric?: boolean;
  /** The cell that names its row; marked up as its heading. */
  names?: boolean;
}

export interface TableOptions<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Rows to stand out: "you are here". */
  marked?: (row: Row) => boolean;
}

/** A table that turns into cards on a narrow phone. */
export function dataTable<Row>(options: TableOptions<Row>): TemplateResult {
  const { columns } = options;
  return html`<div class="table-scroll">
    <table class="table cards">
      <caption>
        ${options.caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({ heading, numeric }) => html`<th scope="col" class=${classOf(numeric)}>${heading}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${options.rows.map((row) => {
          const marked = options.marked?.(row) ?? false;
          return html`<tr class=${marked ? "marked" : ""} aria-current=${marked ? "true" : nothing}>
            ${columns.map((column) => tableCell(column, row))}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function tableCell<Row>({ heading, cell, numeric, names }: Column<Row>, row: Row): TemplateResult {
  const content = cell(row);
  const empty = content === "" || content === nothing ? "cell-empty" : "";
  return names === true
    ? html`<th scope="row" class="${classOf(numeric)} ${empty}" data-heading=${heading}>${content}</th>`
    : html`<td class="${classOf(numeric)} ${empty}" data-heading=${heading}>${content}</td>`;
}

function classOf(numeric?: boolean): string {
  return numeric === true ? "numeric" : "";
}
