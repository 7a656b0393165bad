/** Administrative divisions, as the public API gives them. */
import { get, type Page } from "../../../core/api.ts";

export interface Region {
  code: string;
  name: string;
  level: "province" | "prefecture" | "county";
  parent: string | null;
  /** Its place on the province's grid of tiles, counted from the upper left, where it has one. */
  tile: { column: number; row: number } | null;
}

/** The divisions directly below a region, or the provinces. */
export async function fetchRegions(parent?: string): Promise<Region[]> {
  const page = await get<Page<Region>>("/regions", parent === undefined ? {} : { parent });
  return page.results;
}
