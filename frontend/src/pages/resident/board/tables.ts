import { html, nothing, type TemplateResult } from "lit";
import type { PersonRow, TeamRow } from "../../../core/contests.ts";
import { formatCountdown, formatNumber, formatPercent } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { dataTable, type Column } from "../../../ui/table.ts";

/** People in the order of the board. */
export function peopleTable(
  rows: readonly (PersonRow & { is_me?: boolean })[],
  caption: string,
): TemplateResult {
  const timed = rows.some(({ time_used_ms }) => time_used_ms !== null);
  return html`<div class="board-table of-people">
    ${dataTable({
      caption,
      rows,
      marked: ({ is_me }) => is_me === true,
      columns: [
        { heading: t("Rank"), cell: ({ rank }) => rankCell(rank), numeric: true },
        { heading: t("Name"), cell: ({ name }) => name, names: true },
        { heading: t("From"), cell: ({ region, organisation }) => [region, organisation].filter(Boolean).join(" · ") },
        { heading: t("Score"), cell: ({ score }) => formatNumber(score, 2), numeric: true },
        ...(timed ? [timeColumn()] : []),
        ...(rows.some(({ prizes }) => prizes.length > 0)
          ? [{ heading: t("Prize"), cell: ({ prizes }: PersonRow) => prizes.join(t(", ")) }]
          : []),
      ],
    })}
  </div>`;
}

/** Regions or organisations in the order of the board. */
export function teamTable(
  rows: readonly (TeamRow & { is_me?: boolean })[],
  kind: "regions" | "organisations",
  caption: string,
): TemplateResult {
  const ranked = rows.some(({ rank }) => rank !== null);
  const columns: Column<TeamRow>[] = [
    // Where nobody has a head count, shares cannot be ranked, and a column of dashes says nothing.
    ...(ranked ? [rankColumn()] : []),
    { heading: kind === "regions" ? t("Region") : t("Organisation"), cell: ({ name }) => name, names: true },
    { heading: t("Participants"), cell: ({ participants }) => formatNumber(participants), numeric: true },
  ];
  if (rows.some(({ rate }) => rate !== null)) {
    columns.push({
      heading: t("Share of members"),
      cell: ({ rate }) => (rate === null ? nothing : formatPercent(rate)),
      numeric: true,
    });
  }
  if (rows.some(({ mean_top_k }) => mean_top_k !== null)) {
    columns.push({
      heading: t("Mean of the best"),
      cell: ({ mean_top_k }) => (mean_top_k === null ? nothing : formatNumber(mean_top_k, 2)),
      numeric: true,
    });
  }
  return html`<div class="board-table of-teams ${ranked ? "" : "unranked"}">
    ${dataTable({ caption, rows, marked: ({ is_me }) => is_me === true, columns })}
  </div>`;
}

function timeColumn(): Column<PersonRow> {
  return {
    heading: t("Time used"),
    cell: ({ time_used_ms }) => (time_used_ms === null ? nothing : formatCountdown(time_used_ms)),
    numeric: true,
  };
}

function rankColumn(): Column<TeamRow> {
  return { heading: t("Rank"), cell: ({ rank }) => (rank === null ? "–" : rankCell(rank)), numeric: true };
}

function rankCell(rank: number): TemplateResult {
  return html`<span class="rank ${rank <= 3 ? `rank-${rank}` : ""}">${formatNumber(rank)}</span>`;
}
