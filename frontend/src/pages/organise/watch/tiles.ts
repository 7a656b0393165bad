/** The regions of a province as tiles on a grid: neighbours stay neighbours, and each is as large. */
import type { Region } from "../contest/regions.ts";
import type { RegionCount } from "./watch.ts";

export interface Tile {
  code: string;
  name: string;
  column: number;
  row: number;
  started: number;
  finished: number;
  /** 0 for nobody, then 1 to 4 by the square root, or one large city would leave the rest pale. */
  level: number;
}

/** The province in which most people are, by their regions' codes; undefined where there are none. */
export function busiestProvince(counts: readonly RegionCount[]): string | undefined {
  const sums = new Map<string, number>();
  for (const { code, started } of counts) {
    if (code === null) continue;
    const province = `${code.slice(0, 2)}0000`;
    sums.set(province, (sums.get(province) ?? 0) + started);
  }
  return [...sums].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Counts of counties added to those of their prefecture. */
export function rolledUp(counts: readonly RegionCount[], prefecture: string): Omit<RegionCount, "name"> {
  const below = counts.filter(({ code }) => code?.slice(0, 4) === prefecture.slice(0, 4));
  const sum = (of: (count: RegionCount) => number): number =>
    below.reduce((total, count) => total + of(count), 0);
  return { code: prefecture, started: sum(({ started }) => started), finished: sum(({ finished }) => finished) };
}

/** The tiles of the regions that have a place on the grid. */
export function tilesOf(regions: readonly Region[], counts: readonly RegionCount[]): Tile[] {
  const placed = regions.flatMap(({ code, name, tile }) =>
    tile === null ? [] : [{ code, name, ...tile, ...pick(rolledUp(counts, code)) }],
  );
  const highest = Math.max(0, ...placed.map(({ started }) => started));
  return placed.map((tile) => ({ ...tile, level: levelOf(tile.started, highest) }));
}

function pick({ started, finished }: Pick<RegionCount, "started" | "finished">): { started: number; finished: number } {
  return { started, finished };
}

function levelOf(count: number, highest: number): number {
  return count === 0 ? 0 : Math.min(4, 1 + Math.floor(4 * Math.sqrt(count / highest)));
}
