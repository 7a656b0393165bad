/** Administrative divisions, as the public API gives them. */
import { get, type Page } from "../../../core/api.ts";

export interface Region {
  code: string;
  name: string;
  level: "province" | "prefecture" | "county";
  parent: string | null;
  /** Column and row on the province's grid of tiles, where it has a place there. */
  tile: readonly [column: number, row: number] | null;
}

/** The divisions directly below a region, or the provinces. */
export async function fetchRegions(parent?: string): Promise<Region[]> {
  const page = await get<Page<Region>>("/regions", parent === undefined ? {} : { parent });
  return page.results;
}
