/** A contest as its organisers see it over the API. */
import type { Blueprint } from "./blueprint.ts";
import type { Texts } from "./texts.ts";

export type State = "draft" | "published" | "closed" | "final" | "cancelled";
export type Phase = "upcoming" | "open" | "finished" | "cancelled";
export type Audience = "guests" | "signed_in" | "organisation" | "regions";
export type ScoreRule = "best" | "first" | "last" | "sum" | "sum_of_daily_bests" | "sudden_death";
export type ReviewPolicy = "never" | "after_finish" | "after_contest";
export type TieBreak = "time_used" | "finished_at";
export type BoardKind = "people" | "regions" | "organisations";
export type TeamRule = "participants" | "rate" | "mean_top_k";
export type NameDisplay = "full" | "masked";

export interface Organisation {
  id: string;
  name: Texts | string;
}

/** How many people, each counted once. */
export interface Counts {
  registered: number;
  started: number;
  finished: number;
  passed: number | null;
}

/** A row of the list of contests. */
export interface ContestSummary {
  id: string;
  slug: string;
  title: Texts;
  organisation: Organisation;
  state: State;
  phase: Phase;
  opens_at: string;
  closes_at: string;
  timezone: string;
  is_simulated: boolean;
  counts: Counts | null;
}

/** What organisers decide about a contest, apart from its questions. */
export interface Configuration {
  title: Texts;
  description: Texts;
  slug: string;
  opens_at: string;
  closes_at: string;
  timezone: string;
  audience: Audience;
  regions: readonly string[];
  attempts_total: number | null;
  attempts_per_day: number | null;
  score_rule: ScoreRule;
  score_rule_options: Readonly<Record<string, number>>;
  tie_breaks: readonly TieBreak[];
  pass_mark_percent: number | null;
  review_policy: ReviewPolicy;
  board_kinds: readonly BoardKind[];
  freeze_at: string | null;
  team_rule: TeamRule;
  top_k: number | null;
  name_display: NameDisplay;
}

/** Something that is wrong with a draft, and the field it lies in as a JSON pointer. */
export interface Problem {
  pointer: string;
  code: string;
  detail: string;
}

export interface Contest extends Configuration {
  id: string;
  organisation: Organisation;
  state: State;
  phase: Phase;
  is_simulated: boolean;
  is_frozen: boolean;
  needs_access_code: boolean;
  /** Counts changes of the configuration; goes back in `If-Match`. */
  version: number;
  blueprint: Blueprint | null;
  /** What keeps a draft from being published. */
  problems: readonly Problem[];
  published_at: string | null;
  closed_at: string | null;
  finalised_at: string | null;
}
