/** What the home page shows: `GET /home`, the same for everybody. */
import { get } from "./api.ts";

/** A number as a document reports it. It keeps its wording: 10万余 is not 100,000. */
export interface Figure {
  label: string;
  wording: string;
  unit: string;
  source: string;
  source_url: string | null;
  /** The number of ours that counts the same thing, where there is one. */
  counted_as: "participants" | null;
}

export interface Participation {
  registered: number;
  started: number;
  finished: number;
  passed: number;
  as_of: string;
}

export interface HomeCampaign {
  slug: string;
  title: string;
  summary: string;
  year: number;
  is_simulated: boolean;
  figures: Figure[];
  /** Counted over the campaign's contests here, each person once. */
  participation: Participation | null;
}

export interface ContestSummary {
  slug: string;
  title: string;
  state: "open" | "upcoming" | "finished";
  opens_at: string;
  closes_at: string;
  /** An IANA name: dates of a contest are shown where it takes place. */
  timezone: string;
  question_count: number | null;
  time_limit_s: number | null;
  participants: number | null;
  is_simulated: boolean;
}

export interface Home {
  campaign: HomeCampaign | null;
  contests: { open: ContestSummary[]; upcoming: ContestSummary[]; finished: ContestSummary[] };
}

export function loadHome(): Promise<Home> {
  return get<Home>("/home");
}
