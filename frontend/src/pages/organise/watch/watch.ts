/** What organisers see while a contest runs. */
import type { Schemas } from "../../../core/schemas.ts";

export type Watch = Schemas["Watch"];

/** People of one region; code and name are null for those who gave none. */
export type RegionCount = Pick<Schemas["WatchedRegion"], "code" | "name" | "started" | "finished">;

/** People who took part for the first time on a calendar day of the contest. */
export type DayCount = Pick<Schemas["WatchedDay"], "day" | "started" | "finished">;

/** Attempts started and closed within one minute. */
export type MinuteCount = Schemas["MinuteCount"];
