import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../frontend/src/pages/organise/compose/checking.ts";
import {
  blueprintOf,
  copyOf,
  draftOf,
  sameDraft,
  totalsOf,
  usualBank,
  withChange,
  withMove,
  withNamedSection,
  withoutSection,
  withSection,
  type Draft,
} from "../../../frontend/src/pages/organise/compose/draft.ts";
import { supplyText } from "../../../frontend/src/pages/organise/compose/supply-text.ts";
import { aRound } from "./a-contest.ts";

function draftOfCounts(...counts: number[]): Draft {
  return counts.reduce((draft, count) => {
    const longer = withSection(draft, "b1");
    return withChange(longer, longer.sections.at(-1)!.key, { count });
  }, draftOf({ ...aRound().blueprint, sections: [] }));
}

const countsOf = (draft: Draft): number[] =>
  blueprintOf(draft).sections.map((section) => (section.kind === "draw" ? section.count : NaN));

describe("a draft of a paper", () => {
  it("fills in what a stored section leaves out", () => {
    expect(blueprintOf(draftOf(aRound().blueprint)).sections).toEqual([
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

  it("draws one more section from the bank of the last one, at first from the fullest", () => {
    const banks = [
      { id: "small", name: {}, questions: 3 },
      { id: "full", name: {}, questions: 600 },
    ];
    expect(usualBank(draftOfCounts(), banks)).toBe("full");
    expect(usualBank(withNamedSection(draftOfCounts()), banks)).toBe("full");
    expect(usualBank(withNamedSection(draftOfCounts(1)), banks)).toBe("b1");
    expect(usualBank(draftOfCounts(), [])).toBeUndefined();
  });

  it("is copied so that a change of the copy leaves the other alone", () => {
    const draft = draftOfCounts(4);
    const copy = copyOf(draft);
    expect(sameDraft(draft, copy)).toBe(true);
    expect(copy.sections[0]!.key).not.toBe(draft.sections[0]!.key);
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
    expect(Object.keys(faultsOf(faulty, "rounds/1/blueprint"))).toEqual([
      "rounds/1/blueprint/sections/0/count",
      "rounds/1/blueprint/sections/0/points",
      "rounds/1/blueprint/time_limit_s",
    ]);
  });

  it("is nothing for whole counts and points with two decimals", () => {
    const draft = draftOfCounts(10);
    expect(faultsOf(withChange(draft, draft.sections[0]!.key, { points: 2.25 }), "b")).toEqual({});
  });

  it("is a section that names nothing, and a question that is named twice", () => {
    const draft = withNamedSection(withNamedSection(draftOfCounts()));
    expect(Object.keys(faultsOf(draft, "b"))).toEqual(["b/sections/0/questions", "b/sections/1/questions"]);
    const [one, other] = draft.sections;
    const same = withChange(withChange(draft, one!.key, { questions: ["q1"] }), other!.key, { questions: ["q2", "q1"] });
    expect(faultsOf(same, "b")).toEqual({ "b/sections": "A question is named in two sections." });
  });

  it("is a sheet that nobody could finish", () => {
    expect(faultsOf(draftOfCounts(150, 51), "b")).toEqual({
      "b/sections": "A sheet can have at most 200 questions.",
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
