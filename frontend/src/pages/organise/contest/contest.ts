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

export type Contest = Omit<Stored, "phase" | "blueprint"> & {
  phase: Phase;
  blueprint: Blueprint | null;
};

/** What organisers decide about a contest, apart from its texts and questions. */
export type Configuration = Pick<
  Contest,
  | "slug"
  | "timezone"
  | "audience"
  | "regions"
  | "attempts_total"
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
>;
