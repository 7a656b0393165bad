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
  question_count: number | null;
  time_limit_s: number | null;
  /** How many people started an attempt; null before the first count. */
  participants: number | null;
  is_simulated: boolean;
}

export type Audience = "guests" | "signed_in" | "organisation" | "regions";

export type BoardKind = "people" | "regions" | "organisations";

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
  registered: boolean;
  can_start: boolean;
  /** Why not: a problem code. */
  reason: string | null;
  /** The reason in words. */
  reason_text: string | null;
  /** When starting becomes possible again, where that is known. */
  next_start_at: string | null;
  attempts_used: number;
  /** Null where there is no limit. */
  attempts_left: number | null;
  attempts_left_today: number | null;
  open_attempt_id: string | null;
  last_attempt_id: string | null;
  score: number | null;
  max_score: number | null;
  /** Null without a pass mark, and before a result. */
  passed: boolean | null;
  place: Place | null;
}

/** What somebody took part in. */
export interface EnteredContest {
  contest: ContestSummary;
  entry: MyEntry;
  attempts: readonly {
    id: string;
    number: number;
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

/** One's own place on a board and the rows around it. */
export interface MyPlace<Row> {
  place: { rank: number | null; of: number; page: number } | null;
  rows: readonly (Row & { is_me: boolean })[];
}
