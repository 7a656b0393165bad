/** What the home page shows: `GET /home`, the same for everybody. */
import { get } from "./api.ts";
import type { Schemas } from "./schemas.ts";

export type ContestCard = Schemas["ContestCard"];

/** A number as a document reports it. It keeps its wording: 10万余 is not 100,000. */
export interface Figure extends Omit<Schemas["Figure"], "counted_as"> {
  /** The count of ours to show beside it, if there is one. */
  counted_as: Schemas["Figure"]["counted_as"] | null;
}

export interface Campaign extends Omit<Schemas["Campaign"], "figures"> {
  figures: readonly Figure[];
}

export interface Home {
  campaign: Campaign | null;
  contests: Schemas["ContestsByPhase"];
}

/** People counted over a campaign's contests on this site, each once. */
export type CampaignCount = Schemas["CampaignCount"];

export function loadHome(): Promise<Home> {
  return get<Home>("/home");
}
