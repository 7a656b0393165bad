import { describe, expect, it } from "vitest";
import { placesOf } from "../../../frontend/src/pages/organise/frame/places.ts";
import { checksOf, isReady } from "../../../frontend/src/pages/organise/publish/checklist.ts";
import { rulesInWords } from "../../../frontend/src/pages/organise/publish/summary.ts";
import { aContest, aRound, twoRounds } from "./a-contest.ts";

const NOW = Date.parse("2026-11-23T00:00:00Z");

describe("the checks before publishing", () => {
  it("are all done for a whole draft", () => {
    const checks = checksOf(aContest(), NOW);
    expect(checks.map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
    expect(isReady(checks)).toBe(true);
  });

  it("say where the server's objections are put right", () => {
    const problems = [
      { pointer: "/rounds/0/blueprint/sections/1/count", code: "not_enough_questions", detail: "Too few." },
      { pointer: "/closes_at", code: "in_the_past", detail: "Over already." },
    ];
    const missing = checksOf(aContest({ problems }), NOW).filter(({ state }) => state === "missing");
    expect(missing).toEqual([
      { state: "missing", text: "Section 2: Too few.", place: "compose" },
      { state: "missing", text: "Over already.", place: "rules" },
    ]);
  });

  it("name the round that something is wrong with", () => {
    const problems = [
      { pointer: "/rounds/1/blueprint/sections/0/count", code: "not_enough_questions", detail: "Too few." },
      { pointer: "/rounds/0/closes_at", code: "in_the_past", detail: "Over already." },
    ];
    const checks = checksOf(twoRounds({ problems, attempts_total: 1 }), NOW);
    expect(checks.slice(2).map(({ state, text }) => [state, text])).toEqual([
      ["done", "Round 1: The bank has enough questions for every section."],
      ["missing", "Round 2: Final: Section 1: Too few."],
      ["missing", "Round 1: Over already."],
      ["advice", "There are 2 rounds, but nobody has more than 1 attempt in all: not everybody can take all of them."],
    ]);
  });

  it("advise without keeping anybody from publishing", () => {
    const contest = aContest({
      title: { en: "Only English" },
      description: {},
      opens_at: "2026-11-01T00:00:00Z",
      review_policy: "after_finish",
    });
    const checks = checksOf(contest, NOW);
    expect(checks.filter(({ state }) => state === "advice")).toHaveLength(4);
    expect(isReady(checks)).toBe(true);
  });

  it("miss the questions of an empty paper, in words of their own", () => {
    const rounds = [aRound({ blueprint: { ...aRound().blueprint, sections: [] } })];
    expect(checksOf(aContest({ rounds }), NOW)[2]!.text).toBe("No questions have been chosen.");
  });
});

it("the pages about a contest follow its state", () => {
  const names = (contest: Parameters<typeof placesOf>[0]): string[] => placesOf(contest).map(({ place }) => place);
  expect(names({ state: "draft", published_at: null })).toEqual(["overview", "compose", "rules", "publish"]);
  expect(names({ state: "final", published_at: "2026-11-01T00:00:00Z" })).toEqual([
    "overview", "watch", "participants", "rulings", "results", "compose", "rules",
  ]);
  expect(names({ state: "cancelled", published_at: null })).toEqual(["overview", "compose", "rules"]);
});

it("the rules in plain words name what is configured", () => {
  const words = Object.fromEntries(
    rulesInWords(aContest({ needs_access_code: true, attempts_per_day: 1 })).map(({ about, text }) => [about, text]),
  );
  expect(words["The sheet"]).toBe("20 questions, 100 points, in 20 min. Marking: All or nothing.");
  expect(words["Attempts"]).toBe("3 attempts in all, at most 1 a day");
  expect(words["Who"]).toBe("Everybody with an account, with an access code");
  expect(words["What counts"]).toBe("Best attempt. 60% of the points is a pass.");
});

it("the rules in plain words list the prizes", () => {
  const nothing = { from_place: null, to_place: null, min_score: null, among: null, count: null };
  const prizes = [
    { ...nothing, title: { en: "Gold" }, kind: "place" as const, from_place: 1, to_place: 3 },
    { ...nothing, title: { en: "Diploma" }, kind: "score" as const, min_score: 87.5 },
    { ...nothing, title: { en: "Lucky" }, kind: "draw" as const, among: "passed" as const, count: 5 },
  ];
  const told = rulesInWords(aContest({ prizes })).find(({ about }) => about === "Prizes");
  expect(told?.text).toBe(
    "Gold: places 1 to 3; Diploma: everybody with at least 87.5 points; Lucky: 5 drawn by lot among those who passed",
  );
});

it("the rules in plain words name each round with its window and sheet", () => {
  const words = Object.fromEntries(
    rulesInWords(twoRounds({ attempts_total: null, attempts_per_round: 2 })).map(({ about, text }) => [about, text]),
  );
  expect(words["Round 2: Final"]).toBe(
    "December 4, 2026 at 09:00 to December 5, 2026 at 09:00. 20 questions, 100 points, in 20 min. Marking: All or nothing.",
  );
  expect(words["Attempts"]).toBe("2 in each round");
  expect(words["The sheet"]).toBeUndefined();
});
