import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../frontend/src/pages/organise/compose/checking.ts";
import {
  blueprintOf,
  draftOf,
  sameDraft,
  totalsOf,
  withChange,
  withMove,
  withoutSection,
  withSection,
  type Draft,
} from "../../../frontend/src/pages/organise/compose/draft.ts";
import { supplyText } from "../../../frontend/src/pages/organise/compose/supply-text.ts";
import { aContest } from "./a-contest.ts";

function draftOfCounts(...counts: number[]): Draft {
  return counts.reduce((draft, count) => {
    const longer = withSection(draft, "b1");
    return withChange(longer, longer.sections.at(-1)!.key, { count });
  }, draftOf(null));
}

const countsOf = (draft: Draft): number[] =>
  blueprintOf(draft).sections.map((section) => (section.kind === "draw" ? section.count : NaN));

describe("a draft of a paper", () => {
  it("fills in what a stored section leaves out", () => {
    expect(blueprintOf(draftOf(aContest().blueprint)).sections).toEqual([
      { kind: "draw", bank: "b1", title: null, topics: [], types: [], difficulties: [], count: 20, points: 5 },
    ]);
  });

  it("moves a section as far as there is room, and keeps its key", () => {
    const draft = draftOfCounts(1, 2, 3);
    const last = draft.sections[2]!.key;
    expect(countsOf(withMove(draft, last, -1))).toEqual([1, 3, 2]);
    expect(countsOf(withMove(draft, last, -9))).toEqual([3, 1, 2]);
    expect(countsOf(withMove(draft, last, 1))).toEqual([1, 2, 3]);
    expect(withMove(draft, last, -1).sections[1]!.key).toBe(last);
    expect(withMove(draft, 999_999, 1)).toBe(draft);
  });

  it("loses the section that is removed and no other", () => {
    const draft = draftOfCounts(1, 2, 3);
    expect(countsOf(withoutSection(draft, draft.sections[1]!.key))).toEqual([1, 3]);
  });

  it("is the same as another that would be stored alike", () => {
    const draft = draftOfCounts(4);
    const key = draft.sections[0]!.key;
    const changed = withChange(draft, key, { count: 5 });
    expect(sameDraft(draft, changed)).toBe(false);
    expect(sameDraft(draft, withChange(changed, key, { count: 4 }))).toBe(true);
  });

  it("adds up questions and points without errors of binary fractions", () => {
    const draft = draftOfCounts(1, 2);
    const sections = blueprintOf(draft).sections.map((section, index) => ({ ...section, points: [0.1, 0.1][index]! }));
    expect(totalsOf(sections)).toEqual({ questions: 3, points: 0.3 });
    expect(totalsOf([])).toEqual({ questions: 0, points: 0 });
  });
});

describe("what is wrong with a draft", () => {
  it("is named as the API names the field", () => {
    const draft = draftOfCounts(0);
    const faulty = { ...withChange(draft, draft.sections[0]!.key, { points: 0.005 }), time_limit_s: NaN };
    expect(Object.keys(faultsOf(faulty))).toEqual([
      "blueprint/sections/0/count",
      "blueprint/sections/0/points",
      "blueprint/time_limit_s",
    ]);
  });

  it("is nothing for whole counts and points with two decimals", () => {
    const draft = draftOfCounts(10);
    expect(faultsOf(withChange(draft, draft.sections[0]!.key, { points: 2.25 }))).toEqual({});
  });

  it("is a sheet that nobody could finish", () => {
    expect(faultsOf(draftOfCounts(150, 51))).toEqual({
      "blueprint/sections": "A sheet can have at most 200 questions.",
    });
  });
});

describe("the supply of a section", () => {
  it("is said with what is needed", () => {
    expect(supplyText({ available: 1, required: 1, shortfall: 0 }, true)).toBe("1 question fits, 1 needed.");
  });

  it("tells too few questions from sections that compete for the same ones", () => {
    expect(supplyText({ available: 4, required: 10, shortfall: 6 }, true)).toContain("6 too few");
    expect(supplyText({ available: 12, required: 10, shortfall: 3 }, false)).toContain(
      "the sections above draw from the same questions",
    );
  });
});
