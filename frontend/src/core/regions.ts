/** Provinces, prefectures and counties. */
import { get } from "./api.ts";

export interface Region {
  /** A GB/T 2260 code. */
  code: string;
  name: string;
}

/** The regions directly below one; without a code, the provinces. */
export async function regionsBelow(parent = ""): Promise<Region[]> {
  return (await get<{ results: Region[] }>("/regions", parent === "" ? {} : { parent })).results;
}

/** The regions people choose from first: prefectures, where the site serves one province only. */
export async function topRegions(): Promise<Region[]> {
  const provinces = await regionsBelow();
  const only = provinces.length === 1 ? provinces[0] : undefined;
  return only === undefined ? provinces : regionsBelow(only.code);
}
