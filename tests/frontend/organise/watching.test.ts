import { describe, expect, it } from "vitest";
import {
  daySteps,
  labelled,
  minuteSteps,
  scaleOf,
} from "../../../frontend/src/pages/organise/watch/series.ts";
import { busiestProvince, rolledUp, tilesOf } from "../../../frontend/src/pages/organise/watch/tiles.ts";
import type { RegionCount } from "../../../frontend/src/pages/organise/watch/watch.ts";

const region = (code: string | null, started: number, finished = 0): RegionCount => ({ code, name: code, started, finished });

describe("counts over time", () => {
  it("have a step for each minute, also for those in which nothing happened", () => {
    const counts = [{ minute: "2026-11-23T07:02:00Z", started: 4, finished: 1 }];
    expect(minuteSteps(counts, "2026-11-23T07:03:41Z", 3)).toEqual([
      { at: "2026-11-23T07:01:00.000Z", started: 0, finished: 0 },
      { at: "2026-11-23T07:02:00.000Z", started: 4, finished: 1 },
      { at: "2026-11-23T07:03:00.000Z", started: 0, finished: 0 },
    ]);
  });

  const window = { opens_at: "2026-11-20T16:00:00Z", closes_at: "2026-11-24T16:00:00Z", timezone: "Asia/Shanghai" };
  const days = (counts: Parameters<typeof daySteps>[0], asOf: string): string[] =>
    daySteps(counts, window, asOf).map(({ at }) => at);

  it("have a step for each day from the opening to now, in the contest's zone", () => {
    expect(days([{ day: "2026-11-22", started: 1, finished: 0 }], "2026-11-23T02:00:00Z")).toEqual([
      "2026-11-21", "2026-11-22", "2026-11-23",
    ]);
  });

  it("end with the contest, or with the last day on which something was counted", () => {
    expect(days([], "2027-01-01T00:00:00Z").slice(-1)).toEqual(["2026-11-25"]);
    expect(days([{ day: "2026-11-26", started: 0, finished: 1 }], "2027-01-01T00:00:00Z").slice(-1)).toEqual(["2026-11-26"]);
  });

  it("have no steps before the opening", () => {
    expect(days([], "2026-11-19T00:00:00Z")).toEqual([]);
  });

  it("are drawn on a scale of round numbers", () => {
    const of = (started: number): number => scaleOf([{ at: "", started, finished: 0 }]);
    expect([0, 5, 6, 11, 21, 60, 150, 4999].map(of)).toEqual([5, 5, 10, 20, 50, 100, 200, 5000]);
  });

  it("are labelled as often as there is room, the last step always", () => {
    expect(labelled(7, 3)).toEqual([0, 3, 6]);
    expect(labelled(7, 100)).toHaveLength(7);
    expect(labelled(30, 0)).toEqual([29]);
    expect(labelled(0, 5)).toEqual([]);
  });
});

describe("tiles", () => {
  it("are those of the province where most people are", () => {
    expect(busiestProvince([region("230102", 3), region("110000", 2), region("230200", 4), region(null, 99)])).toBe("230000");
    expect(busiestProvince([region(null, 1)])).toBeUndefined();
  });

  it("count the people of their counties", () => {
    const counts = [region("230100", 2, 1), region("230102", 3, 2), region("230202", 9)];
    expect(rolledUp(counts, "230100")).toEqual({ code: "230100", started: 5, finished: 3 });
  });

  it("are the deeper the more people there are", () => {
    const placed = (code: string, column: number) => ({
      code, name: code, level: "prefecture" as const, parent: "230000", tile: { column, row: 0 },
    });
    const tiles = tilesOf(
      [placed("230100", 0), placed("230200", 1), placed("230300", 2), { ...placed("230400", 3), tile: null }],
      [region("230100", 100), region("230200", 7)],
    );
    expect(tiles.map(({ code, level }) => [code, level])).toEqual([["230100", 4], ["230200", 2], ["230300", 0]]);
  });
});
