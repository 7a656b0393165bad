/** One person's participation, as organisers see it. */
export interface Entry {
  id: string;
  name: string;
  region: string | null;
  organisation: string | null;
  registered_at: string;
  attempts: number;
  attempt_open: boolean;
  score: number | null;
  time_used_ms: number | null;
  passed: boolean | null;
  time_factor_percent: number;
  disqualified_at: string | null;
  disqualified_reason: string;
}

export interface EntryAttempt {
  id: string;
  number: number;
  state: "open" | "finished" | "overdue";
  started_at: string;
  deadline: string;
  finished_at: string | null;
  score: number | null;
  max_score: number | null;
  time_used_ms: number | null;
}

export interface EntryDetail extends Entry {
  attempts_list: readonly EntryAttempt[];
}
