/** What the home page shows: `GET /home`, the same for everybody. */
import { get } from "./api.ts";
import type { Schemas } from "./schemas.ts";

export type Home = Schemas["Home"];
export type Campaign = Schemas["Campaign"];
export type ContestCard = Schemas["ContestCard"];

/** A number as a document reports it. It keeps its wording: 10万余 is not 100,000. */
export type Figure = Schemas["Figure"];

/** People counted over a campaign's contests on this site, each once. */
export type CampaignCount = Schemas["CampaignCount"];

export function loadHome(): Promise<Home> {
  return get<Home>("/home");
}
