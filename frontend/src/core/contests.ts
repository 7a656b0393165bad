/** Contests, entries and boards as the API gives them. */

export type Phase = "upcoming" | "open" | "finished" | "cancelled";

/** A contest in a list. */
export interface ContestSummary {
  slug: string;
  title: string;
  organisation: { name: string };
  phase: Phase;
  opens_at: string;
  closes_at: string;
  /** An IANA name; days and times of the contest are meant there. */
  timezone: string;
  round_count: number;
  /** Of the round that is open, or else the next. */
  question_count: number | null;
  time_limit_s: number | null;
  /** How many people started an attempt; null before the first count. */
  participants: number | null;
  is_simulated: boolean;
}

export type Audience = "guests" | "signed_in" | "organisation" | "regions";

export type BoardKind = "people" | "regions" | "organisations";

/** One window of a contest; one that an early end cut off is cancelled. */
export interface Round {
  number: number;
  title: string;
  phase: Phase;
  opens_at: string;
  closes_at: string;
  question_count: number | null;
  time_limit_s: number | null;
  total_points: number | null;
}

/** The round of an attempt, where a contest has several. */
export type RoundReference = Pick<Round, "number" | "title">;

export interface Contest extends ContestSummary {
  description: string;
  /** The rules in plain words, in the order in which one would ask. */
  rules: readonly { code: string; text: string }[];
  /** Whom a contest for regions is for. */
  regions: readonly { code: string; name: string }[];
  audience: Audience;
  needs_access_code: boolean;
  attempts_total: number | null;
  attempts_per_day: number | null;
  board_kinds: readonly BoardKind[];
  prizes: readonly { number: number; title: string; kind: "place" | "score" | "draw"; terms: string }[];
  /** By what lots are drawn: the seed is told with the final results. */
  draw: { commitment: string; seed: string | null } | null;
  /** In their order; never none. */
  rounds: readonly Round[];
  state: "published" | "closed" | "final" | "cancelled";
  campaigns: readonly { slug: string; title: string }[];
}

/** Counted people, each once. */
export interface Participation {
  registered: number;
  started: number;
  finished: number;
  passed: number;
  as_of: string | null;
  by_region: readonly { code: string; name: string; started: number; finished: number }[];
}

export interface Place {
  rank: number;
  of: number;
  as_of: string;
}

/** One's own standing with a contest, entered or not. */
export interface MyEntry {
  /** What the lots in draws are made of. */
  entry_id: string | null;
  registered: boolean;
  can_start: boolean;
  /** Why not: a problem code. */
  reason: string | null;
  /** The reason in words. */
  reason_text: string | null;
  /** When starting becomes possible again, where that is known. */
  next_start_at: string | null;
  /** The number of the round that is open, or else next. */
  round: number;
  attempts_used: number;
  /** Null where there is no limit. */
  attempts_left: number | null;
  attempts_left_today: number | null;
  open_attempt_id: string | null;
  last_attempt_id: string | null;
  /** Lets its bearer start within the hour; not in lists. */
  start_pass?: string | null;
  score: number | null;
  max_score: number | null;
  /** Null without a pass mark, and before a result. */
  passed: boolean | null;
  place: Place | null;
  /** What was won, once the results are final. */
  prizes: readonly string[];
}

/** What somebody took part in. */
export interface EnteredContest {
  contest: ContestSummary;
  entry: MyEntry;
  attempts: readonly {
    id: string;
    number: number;
    /** Null where there is only one. */
    round: RoundReference | null;
    state: "open" | "finished" | "overdue";
    started_at: string;
    deadline: string;
    score: number | null;
    max_score: number;
  }[];
}

export interface PersonRow {
  rank: number;
  name: string;
  region: string | null;
  organisation: string | null;
  score: number;
  time_used_ms: number | null;
  prizes: readonly string[];
}

export interface TeamRow {
  rank: number | null;
  code: string;
  name: string;
  participants: number;
  rate: number | null;
  mean_top_k: number | null;
  value: number | null;
}

export interface Board<Row> {
  kind: BoardKind;
  version: number;
  /** Null before the first results. */
  published_at: string | null;
  /** It stands still while results go on changing. */
  frozen: boolean;
  final: boolean;
  total: number;
  page: number;
  pages: number;
  rows: readonly Row[];
}

/** A prize and who won it. */
export interface Award {
  prize: number;
  title: string;
  name: string;
  rank: number;
  score: number;
  entry: string;
  ticket: string;
}

/** One's own place on a board and the rows around it. */
export interface MyPlace<Row> {
  place: { rank: number | null; of: number; page: number } | null;
  rows: readonly (Row & { is_me: boolean })[];
}
