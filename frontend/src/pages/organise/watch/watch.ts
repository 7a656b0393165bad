/** What organisers see while a contest runs. */
export interface Watch {
  as_of: string;
  registered: number;
  started: number;
  finished: number;
  passed: number | null;
  /** Attempts in progress right now. */
  open_now: number;
  by_region: readonly RegionCount[];
  by_day: readonly DayCount[];
  last_minutes: readonly MinuteCount[];
  board: { frozen: boolean; published_at: string | null } | null;
}

export interface RegionCount {
  /** A GB/T 2260 code; null for people who gave none. */
  code: string | null;
  name: string | null;
  started: number;
  finished: number;
}

export interface DayCount {
  day: string;
  registered?: number;
  started: number;
  finished: number;
}

export interface MinuteCount {
  minute: string;
  started: number;
  finished: number;
}
