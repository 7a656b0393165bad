import { html, svg, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import type { Tile } from "./tiles.ts";

const SIZE = 100;
const GAP = 6;

/** The regions as tiles, the more people the deeper; the numbers are in each. */
export function tileMap(tiles: readonly Tile[], name: string): TemplateResult {
  const columns = Math.max(...tiles.map(({ column }) => column)) + 1;
  const rows = Math.max(...tiles.map(({ row }) => row)) + 1;
  const left = Math.min(...tiles.map(({ column }) => column));
  const top = Math.min(...tiles.map(({ row }) => row));
  const box = `${left * SIZE} ${top * SIZE} ${(columns - left) * SIZE} ${(rows - top) * SIZE}`;
  return html`<svg class="tile-map" viewBox=${box} role="img" aria-label=${name}>
    ${tiles.map(
      ({ name: region, column, row, started, level }) =>
        svg`<g class="tile level-${level}">
          <rect x=${column * SIZE + GAP / 2} y=${row * SIZE + GAP / 2} width=${SIZE - GAP}
            height=${SIZE - GAP} rx="10" />
          <text class="tile-name" x=${column * SIZE + SIZE / 2} y=${row * SIZE + 42} text-anchor="middle"
            >${shortened(region)}</text>
          <text class="tile-count" x=${column * SIZE + SIZE / 2} y=${row * SIZE + 72} text-anchor="middle"
            >${formatNumber(started)}</text>
        </g>`,
    )}
  </svg>`;
}

/** 哈尔滨市 → 哈尔滨, 大兴安岭地区 → 大兴安岭; long English names are cut at the first space. */
function shortened(name: string): string {
  const short = name.replace(/(市|地区|自治州|盟)$/, "");
  return short.length > 9 ? (short.split(" ")[0] ?? short) : short;
}
