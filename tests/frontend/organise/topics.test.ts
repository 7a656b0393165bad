import { describe, expect, it } from "vitest";
import {
  countByDifficulty,
  countByType,
  flattened,
  isCovered,
  toggled,
  topicTree,
} from "../../../frontend/src/pages/organise/compose/topics.ts";
import type { Topic } from "../../../frontend/src/pages/organise/contest/blueprint.ts";

const ANY = { types: [], difficulties: [] };

const topics: Topic[] = [
  topic("fraud", null, ["single", 1, 3], ["multiple", 2, 2]),
  topic("loans", "fraud", ["single", 2, 4]),
  topic("parcels", "fraud", ["single", 1, 1]),
  topic("fees", "loans", ["blank", 3, 5]),
  topic("law", null, ["true_false", 1, 7]),
  topic("stray", "unknown"),
];

function topic(id: string, parent: string | null, ...cells: [Topic["counts"][number]["type"], 1 | 2 | 3, number][]): Topic {
  const counts = cells.map(([type, difficulty, count]) => ({ type, difficulty, count }));
  return { id, parent, name: { en: id }, counts };
}

const tree = topicTree(topics, ANY);

describe("topics as a tree", () => {
  it("keep the order of the API, each below its parent; without a known one it is a root", () => {
    expect(flattened(tree).map((node) => `${"-".repeat(node.depth)}${node.topic.id}`)).toEqual([
      "fraud", "-loans", "--fees", "-parcels", "law", "stray",
    ]);
  });

  it("count what is below, as far as it fits", () => {
    expect(flattened(tree).map(({ count }) => count)).toEqual([15, 9, 5, 1, 7, 0]);
    const easySingles = topicTree(topics, { types: ["single"], difficulties: [1] });
    expect(flattened(easySingles).map(({ count }) => count)).toEqual([4, 0, 0, 1, 0, 0]);
  });
});

describe("ticking topics", () => {
  it("chooses all below, so that those need not be named", () => {
    expect(toggled(tree, ["loans", "law"], "fraud")).toEqual(["fraud", "law"]);
    expect(isCovered(tree, ["fraud"], "fees")).toBe(true);
    expect(isCovered(tree, ["loans"], "parcels")).toBe(false);
  });

  it("below a chosen topic takes only that one out", () => {
    expect(toggled(tree, ["fraud"], "parcels")).toEqual(["loans"]);
    expect(toggled(tree, ["fraud"], "fees")).toEqual(["parcels"]);
  });

  it("twice leaves everything as it was", () => {
    expect(toggled(tree, toggled(tree, [], "law"), "law")).toEqual([]);
  });
});

it("types and difficulties are counted in the chosen topics, or in all", () => {
  expect([...countByType(tree, [], [])]).toEqual([["single", 8], ["multiple", 2], ["blank", 5], ["true_false", 7]]);
  expect([...countByType(tree, ["loans"], [])]).toEqual([["single", 4], ["blank", 5]]);
  expect([...countByDifficulty(tree, ["fraud"], ["single"])]).toEqual([[1, 4], [2, 4]]);
});
