import { describe, expect, it } from "vitest";
import { placesOf } from "../../../frontend/src/pages/organise/frame/places.ts";
import { checksOf, isReady } from "../../../frontend/src/pages/organise/publish/checklist.ts";
import { rulesInWords } from "../../../frontend/src/pages/organise/publish/summary.ts";
import { aContest } from "./a-contest.ts";

const NOW = Date.parse("2026-11-23T00:00:00Z");

describe("the checks before publishing", () => {
  it("are all done for a whole draft", () => {
    const checks = checksOf(aContest(), NOW);
    expect(checks.map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
    expect(isReady(checks)).toBe(true);
  });

  it("say where the server's objections are put right", () => {
    const problems = [
      { pointer: "/blueprint/sections/1/count", code: "not_enough_questions", detail: "Too few." },
      { pointer: "/closes_at", code: "in_the_past", detail: "Over already." },
    ];
    const missing = checksOf(aContest({ problems }), NOW).filter(({ state }) => state === "missing");
    expect(missing).toEqual([
      { state: "missing", text: "Section 2: Too few.", place: "compose" },
      { state: "missing", text: "Over already.", place: "rules" },
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
    const blueprint = { ...aContest().blueprint!, sections: [] };
    expect(checksOf(aContest({ blueprint }), NOW)[2]!.text).toBe("No questions have been chosen.");
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
