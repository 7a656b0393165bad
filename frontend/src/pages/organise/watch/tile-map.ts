import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import type { Tile } from "./tiles.ts";

const SIZE = 100;
const GAP = 6;
const LINE = 15;
/** Names longer than this do not fit a tile in large letters. */
const LONG = 8;

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
          ${tileName(region, column * SIZE + SIZE / 2, row * SIZE + 42)}
          <text class="tile-count" x=${column * SIZE + SIZE / 2} y=${row * SIZE + 72} text-anchor="middle"
            >${formatNumber(started)}</text>
        </g>`,
    )}
  </svg>`;
}

/** A name of one line, or of two around its last space; long ones in smaller letters. */
function tileName(region: string, x: number, y: number): SVGTemplateResult {
  const name = region.replace(/(市|地区|自治州|盟| Prefecture)$/, "");
  const space = name.length > LONG ? name.lastIndexOf(" ") : -1;
  const lines = space < 0 ? [name] : [name.slice(0, space), name.slice(space + 1)];
  const look = name.length > LONG ? "tile-name long" : "tile-name";
  return svg`<text class=${look} x=${x} text-anchor="middle">${lines.map(
    (line, index) => svg`<tspan x=${x} y=${y + (index - lines.length + 1) * LINE}>${line}</tspan>`,
  )}</text>`;
}
