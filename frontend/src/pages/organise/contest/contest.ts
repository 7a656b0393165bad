/** A contest as its organisers see it over the API. */
import type { Schemas } from "../../../core/schemas.ts";
import type { Blueprint } from "./blueprint.ts";

type Card = Required<Schemas["OrganisedContestCard"]>;
type Stored = Required<Schemas["OrganisedContest"]>;

export type State = Stored["state"];
export type Phase = "upcoming" | "open" | "finished" | "cancelled";
export type Audience = Stored["audience"];
export type ScoreRule = Stored["score_rule"];
export type ReviewPolicy = Stored["review_policy"];
export type TieBreak = Stored["tie_breaks"][number];
export type BoardKind = Stored["board_kinds"][number];
export type TeamRule = Stored["team_rule"];
export type NameDisplay = Stored["name_display"];

export type Organisation = Pick<Schemas["Organisation"], "id" | "name">;

/** A row of the list of contests. */
export type ContestSummary = Omit<Card, "phase"> & { phase: Phase };

/** One window of a contest, with how its paper is or was composed. */
export type Round = Omit<Required<Schemas["OrganisedRound"]>, "phase" | "blueprint"> & {
  phase: Phase;
  blueprint: Blueprint;
};

export type Prize = Required<Stored["prizes"][number]>;
export type PrizeKind = Prize["kind"];
export type DrawAmong = NonNullable<Prize["among"]>;
export type PrizeTies = Stored["prize_ties"];

export type Contest = Omit<Stored, "phase" | "rounds" | "prizes"> & {
  phase: Phase;
  /** In the order in which they are awarded. */
  prizes: readonly Prize[];
  /** In their order; never none. */
  rounds: readonly Round[];
};

/** What organisers decide about a contest, apart from its texts and questions. */
export type Configuration = Pick<
  Contest,
  | "slug"
  | "timezone"
  | "audience"
  | "regions"
  | "attempts_total"
  | "attempts_per_round"
  | "attempts_per_day"
  | "score_rule"
  | "score_rule_options"
  | "tie_breaks"
  | "pass_mark_percent"
  | "review_policy"
  | "board_kinds"
  | "team_rule"
  | "top_k"
  | "name_display"
  | "several_prizes_each"
  | "prize_ties"
  | "guests_can_win"
>;
