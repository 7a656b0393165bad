/** Administrative divisions, as the public API gives them. */
import { get } from "../../../core/api.ts";
import type { Schemas } from "../../../core/schemas.ts";

export type Region = Schemas["Region"];

/** The divisions directly below a region, or the provinces. */
export async function fetchRegions(parent?: string): Promise<Region[]> {
  const { results } = await get<Schemas["Regions"]>("/regions", parent === undefined ? {} : { parent });
  return results;
}
