import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../frontend/src/pages/organise/rules/checking.ts";
import {
  changesBetween,
  draftOf,
  isChanged,
  withoutPrize,
  withPrize,
  withPrizeChange,
  withPrizeMoved,
  withRound,
  withRuleOption,
  withScoreRule,
  type RulesDraft,
} from "../../../frontend/src/pages/organise/rules/draft.ts";
import { aContest, twoRounds } from "./a-contest.ts";

const stored = draftOf(aContest());
const changed = (change: Partial<RulesDraft>): Record<string, unknown> =>
  changesBetween(stored, { ...stored, ...change });

describe("what of the rules is sent", () => {
  it("is only what differs", () => {
    expect(changed({})).toEqual({});
    expect(isChanged(stored, { ...stored })).toBe(false);
    expect(changed({ pass_mark_percent: null, name_display: "full" })).toEqual({
      pass_mark_percent: null,
      name_display: "full",
    });
  });

  it("is the instant of a wall clock, also when only the zone changed", () => {
    expect(changed({ opens: "2026-12-01T10:00" })).toEqual({ opens_at: "2026-12-01T02:00:00.000Z" });
    expect(changed({ timezone: "Asia/Tokyo" })).toEqual({
      timezone: "Asia/Tokyo",
      opens_at: "2026-12-01T00:00:00.000Z",
      closes_at: "2026-12-08T09:00:00.000Z",
    });
  });

  it("has no regions or number of results where the choice needs none", () => {
    expect(changed({ regions: ["230100"], top_k: 5 })).toEqual({});
    expect(changed({ audience: "regions", regions: ["230100"] })).toEqual({
      audience: "regions",
      regions: ["230100"],
    });
  });

  it("says nothing of the access code that is kept, and an empty one to remove it", () => {
    expect(changed({ newCode: "typed, then not wanted" })).toEqual({});
    expect(changed({ code: "none" })).toEqual({ access_code: "" });
    expect(changed({ code: "new", newCode: " 2026 净网 " })).toEqual({ access_code: "2026 净网" });
  });
});

describe("the rounds of a contest", () => {
  const rounds = draftOf(twoRounds());
  const finalAt = (change: object): RulesDraft => withRound(rounds, "r2", change);

  it("are sent in order with what differs of each, and not at all where nothing does", () => {
    expect(changesBetween(rounds, finalAt({}))).toEqual({});
    expect(changesBetween(rounds, finalAt({ opens: "2026-12-04T10:00" }))).toEqual({
      rounds: [{ id: "r1" }, { id: "r2", opens_at: "2026-12-04T02:00:00.000Z" }],
    });
  });

  it("have nothing to send where there is one: its window is the contest's", () => {
    const [one] = stored.rounds;
    expect(changed({ rounds: [{ ...one!, opens: "2026-12-02T00:00" }] })).toEqual({});
  });

  it("follow one another within the contest's time", () => {
    const faults = (change: object): string[] => Object.keys(faultsOf(finalAt(change)));
    expect(faults({})).toEqual([]);
    expect(faults({ opens: "" })).toEqual(["rounds/1/opens_at"]);
    expect(faults({ opens: "2026-12-03T08:59" })).toEqual(["rounds/1/opens_at"]);
    expect(faults({ opens: "2026-12-03T09:00" })).toEqual([]);
    expect(faults({ closes: "2026-12-04T09:00" })).toEqual(["rounds/1/closes_at"]);
    expect(faults({ closes: "2026-12-05T09:01" })).toEqual(["rounds/1/closes_at"]);
  });
});

describe("the prizes of a contest", () => {
  const withTwo = withPrize(withPrize(stored));
  const [first, second] = withTwo.prizes;

  it("begin with the first place, and go on after the places that have one", () => {
    expect(withTwo.prizes.map(({ from_place, to_place }) => [from_place, to_place])).toEqual([[1, 1], [2, 2]]);
    const wide = withPrizeChange(withTwo, second!.key, { to_place: 10 });
    expect(withPrize(wide).prizes[2]).toMatchObject({ from_place: 11, to_place: 11 });
  });

  it("are sent with what their kind uses and nothing else", () => {
    const draft = withPrizeChange(withTwo, second!.key, { kind: "draw", count: 5, title: { en: "Lucky" } });
    expect(changesBetween(stored, draft)).toEqual({
      prizes: [
        { title: {}, kind: "place", from_place: 1, to_place: 1 },
        { title: { en: "Lucky" }, kind: "draw", among: "finished", count: 5 },
      ],
    });
    expect(changesBetween(draft, draft)).toEqual({});
  });

  it("change places and go", () => {
    expect(withPrizeMoved(withTwo, 1, -1).prizes.map(({ key }) => key)).toEqual([second!.key, first!.key]);
    expect(withPrizeMoved(withTwo, 0, -1)).toBe(withTwo);
    expect(withPrizeMoved(withTwo, 1, 1)).toBe(withTwo);
    expect(withoutPrize(withTwo, first!.key).prizes).toEqual([second]);
  });

  it("need a name and the numbers of their kind", () => {
    const one = withPrize(stored);
    const of = (change: object): string[] => Object.keys(faultsOf(withPrizeChange(one, one.prizes[0]!.key, change)));
    expect(of({})).toEqual(["prizes/0/title"]);
    const named = { title: { en: "Gold" } };
    expect(of(named)).toEqual([]);
    expect(of({ ...named, from_place: 3 })).toEqual(["prizes/0/to_place"]);
    expect(of({ ...named, from_place: NaN })).toEqual(["prizes/0/from_place"]);
    expect(of({ ...named, kind: "score" })).toEqual(["prizes/0/min_score"]);
    expect(of({ ...named, kind: "score", min_score: 0.005 })).toEqual(["prizes/0/min_score"]);
    expect(of({ ...named, kind: "score", min_score: 12.5, count: NaN })).toEqual([]);
    expect(of({ ...named, kind: "draw" })).toEqual(["prizes/0/count"]);
  });
});

describe("the option of a score rule", () => {
  it("belongs to its rule and starts at its default", () => {
    const summed = withRuleOption(withScoreRule(stored, "sum"), 3);
    expect(summed.score_rule_options).toEqual({ best_of: 3 });
    expect(withScoreRule(summed, "sudden_death").score_rule_options).toEqual({});
  });

  it("is left out where it says what is so anyway", () => {
    const sudden = withScoreRule(stored, "sudden_death");
    expect(withRuleOption(sudden, 0).score_rule_options).toEqual({});
    expect(withRuleOption(sudden, NaN).score_rule_options).toEqual({});
    expect(withRuleOption(stored, 2)).toBe(stored);
  });
});

describe("what is wrong with rules", () => {
  const faults = (change: Partial<RulesDraft>): string[] => Object.keys(faultsOf({ ...stored, ...change }));

  it("is nothing for what is stored", () => {
    expect(faults({})).toEqual([]);
  });

  it("are times that are missing or in the wrong order", () => {
    expect(faults({ opens: "", closes: "" })).toEqual(["opens_at", "closes_at"]);
    expect(faults({ closes: stored.opens })).toEqual(["closes_at"]);
    expect(faults({ freeze: stored.opens })).toEqual(["freeze_at"]);
    expect(faults({ freeze: stored.closes })).toEqual([]);
    expect(faults({ timezone: "Nowhere" })).toEqual(["timezone"]);
  });

  it("are limits that are no whole numbers, or contradict each other", () => {
    expect(faults({ attempts_total: 0, attempts_per_day: 1.5 })).toEqual(["attempts_total", "attempts_per_day"]);
    expect(faults({ attempts_total: 2, attempts_per_day: 3 })).toEqual(["attempts_per_day"]);
    expect(faults({ attempts_total: null, attempts_per_day: 3 })).toEqual([]);
    expect(faults({ pass_mark_percent: 101 })).toEqual(["pass_mark_percent"]);
  });

  it("is a choice without what it needs", () => {
    expect(faults({ audience: "regions" })).toEqual(["regions"]);
    expect(faults({ team_rule: "mean_top_k" })).toEqual(["top_k"]);
    expect(faults({ code: "new", newCode: " 12 " })).toEqual(["access_code"]);
    expect(faults({ score_rule: "sum", score_rule_options: { best_of: 0 } })).toEqual(["score_rule_options/best_of"]);
  });
});
