import { describe, expect, it } from "vitest";
import { rightOptions, spellings } from "../../../frontend/src/pages/organise/compose/sheet.ts";
import {
  bodyOf,
  changesTheSame,
  found,
  isCorrection,
  proposalFor,
  spellingsFrom,
  type PaperQuestion,
} from "../../../frontend/src/pages/organise/rulings/ruling.ts";

const question = (changes: Partial<PaperQuestion>): PaperQuestion => ({
  index: 2,
  type: "multiple",
  stem: { "zh-Hans": "哪些是诈骗？", en: "Which are scams?" },
  prompts: [],
  options: ["a", "b", "c"].map((id) => ({ id, text: { en: id }, feedback: {} })),
  key: ["a", "c"],
  ruling: null,
  ...changes,
});

describe("a correction", () => {
  it("is another key than before, in whatever order it is written", () => {
    expect(isCorrection(question({}), ["c", "a"])).toBe(false);
    expect(isCorrection(question({}), ["a"])).toBe(true);
  });

  it("has the shape of its type", () => {
    expect(isCorrection(question({}), [])).toBe(false);
    expect(isCorrection(question({ type: "single", key: ["a"] }), ["b", "c"])).toBe(false);
    expect(isCorrection(question({ type: "true_false", key: true }), false)).toBe(true);
    expect(isCorrection(question({ type: "blank", key: [["96110"]] }), [["96110", "反诈专线"]])).toBe(true);
    expect(isCorrection(question({ type: "blank", key: [["96110"]] }), [[]])).toBe(false);
    expect(isCorrection(question({}), null)).toBe(false);
    const order = question({ type: "ordering", key: ["c", "a", "b"] });
    expect(isCorrection(order, ["a", "b", "c"])).toBe(true);
    expect(isCorrection(order, ["c", "a", "b"])).toBe(false);
    expect(isCorrection(order, ["c", "c", "b"])).toBe(false);
    const pairs = question({ type: "matching", key: ["b", "a"], prompts: [{ en: "1" }, { en: "2" }] });
    expect(isCorrection(pairs, ["a", "b"])).toBe(true);
    expect(isCorrection(pairs, ["a", ""])).toBe(false);
    const number = question({ type: "numeric", key: [{ value: "5" }] });
    expect(isCorrection(number, [{ value: "5" }, { min: "7", max: "8" }])).toBe(true);
    expect(isCorrection(number, [{ value: "five" }])).toBe(false);
    expect(isCorrection(number, [{ min: "8", max: "7" }])).toBe(false);
  });
});

it("a proposal with another reason changes the same, one with another key does not", () => {
  const proposal = { ...proposalFor(question({})), kind: "key_corrected" as const };
  expect(changesTheSame(proposal, { ...proposal, reason: "ambiguous" })).toBe(true);
  expect(changesTheSame(proposal, { ...proposal, key: ["a"] })).toBe(false);
});

it("a withdrawal is sent without a key", () => {
  const proposal = { ...proposalFor(question({})), reason: "Two are right." };
  expect(bodyOf(proposal)).toEqual({ rulings: [{ index: 2, kind: "withdrawn" }], reason: "Two are right." });
  expect(bodyOf({ ...proposal, kind: "key_corrected", key: ["a"] })).toEqual({
    rulings: [{ index: 2, kind: "key_corrected", key: ["a"] }],
    reason: "Two are right.",
  });
});

it("spellings are lines, each once and none blank", () => {
  expect(spellingsFrom(" 96110 \n\n反诈专线\n96110")).toEqual(["96110", "反诈专线"]);
});

it("questions are found by words in any language, or by number", () => {
  const questions = [question({ index: 0, stem: { en: "Passwords" } }), question({})];
  expect(found(questions, "SCAMS which")).toEqual([questions[1]]);
  expect(found(questions, "诈骗")).toEqual([questions[1]]);
  expect(found(questions, "1")).toEqual([questions[0]]);
  expect(found(questions, " ")).toHaveLength(2);
});

it("keys are read as the type of question has them", () => {
  expect(rightOptions(["b"])).toEqual(["b"]);
  expect(rightOptions(false)).toEqual(["false"]);
  expect(spellings([["96110", "反诈专线"], ["a"]])).toEqual([["96110", "反诈专线"], ["a"]]);
});
