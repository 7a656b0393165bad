import { describe, expect, it } from "vitest";
import type { ContestSummary } from "../../../frontend/src/pages/organise/contest/contest.ts";
import { languagesOf, localised, withText } from "../../../frontend/src/pages/organise/contest/texts.ts";
import { bodyOf, copiedBeginning, freshBeginning, slugFrom } from "../../../frontend/src/pages/organise/create/creating.ts";
import { chosen } from "../../../frontend/src/pages/organise/list/choosing.ts";
import { aContest, twoRounds } from "./a-contest.ts";

const NOW = Date.parse("2026-11-23T02:00:00Z");

describe("the list of contests", () => {
  const contests = [
    { ...aContest({ slug: "spring-2027" }), counts: null },
    { ...aContest({ state: "published", phase: "open", title: { "zh-Hans": "净网竞赛" }, slug: "clean-net" }), counts: null },
    { ...aContest({ state: "final", phase: "finished", slug: "old" }), counts: null },
  ] as ContestSummary[];
  const slugs = (...given: Parameters<typeof chosen> extends [unknown, ...infer Rest] ? Rest : never): string[] =>
    chosen(contests, ...given).map(({ slug }) => slug);

  it("is filtered by stage", () => {
    expect(slugs("draft", "")).toEqual(["spring-2027"]);
    expect(slugs("over", "")).toEqual(["old"]);
    expect(slugs("all", "")).toHaveLength(3);
  });

  it("is searched in both languages and in addresses, full width or not", () => {
    expect(slugs("all", "净网")).toEqual(["clean-net"]);
    expect(slugs("all", "ＮＥＴ")).toEqual(["clean-net"]);
    expect(slugs("all", "spring 2027")).toEqual(["spring-2027"]);
  });
});

describe("a new contest", () => {
  it("begins a week from now at nine in its own zone", () => {
    const beginning = freshBeginning(NOW, "o1");
    expect([beginning.opens, beginning.closes]).toEqual(["2026-11-30T09:00", "2026-12-07T18:00"]);
  });

  it("has an address made of its English title", () => {
    expect(slugFrom({ en: " Spring quiz, 2026! " })).toBe("spring-quiz-2026");
    expect(slugFrom({ "zh-Hans": "春季" })).toBe("");
  });

  it("leaves an empty address to the server", () => {
    expect(bodyOf({ ...freshBeginning(NOW, "o1"), title: { en: "Quiz" } })).toEqual({
      organisation: "o1",
      title: { en: "Quiz" },
      timezone: "Asia/Shanghai",
      opens_at: "2026-11-30T01:00:00.000Z",
      closes_at: "2026-12-07T10:00:00.000Z",
    });
  });

  it("takes over a copied contest's questions, rules and length, not its times and code", () => {
    const source = aContest({ needs_access_code: true, freeze_at: "2026-12-05T00:00:00Z" });
    const beginning = copiedBeginning(source, NOW);
    expect([beginning.opens, beginning.closes, beginning.slug]).toEqual(["2026-11-30T09:00", "2026-12-07T18:00", "spring-2"]);
    const body = bodyOf(beginning, source);
    expect(body["blueprint"]).toEqual(source.rounds[0]!.blueprint);
    expect(body["pass_mark_percent"]).toBe(60);
    expect(Object.keys(body)).not.toContain("access_code");
    expect(Object.keys(body)).not.toContain("freeze_at");
  });
});

it("a copy of several rounds keeps their distances", () => {
  const source = twoRounds();
  const body = bodyOf(copiedBeginning(source, NOW), source);
  const rounds = body["rounds"] as { title: object; opens_at: string; closes_at: string }[];
  expect(body["blueprint"]).toBeUndefined();
  expect(rounds.map(({ title, opens_at, closes_at }) => [title, opens_at, closes_at])).toEqual([
    [{}, "2026-11-30T01:00:00.000Z", "2026-12-02T01:00:00.000Z"],
    [{ "zh-Hans": "决赛", en: "Final" }, "2026-12-03T01:00:00.000Z", "2026-12-04T01:00:00.000Z"],
  ]);
});

describe("text in both languages", () => {
  it("is shown in the reader's language or in the other", () => {
    expect(localised({ "zh-Hans": "春", en: "Spring" }, "zh-Hans")).toBe("春");
    expect(localised({ en: "Spring" }, "zh-Hans")).toBe("Spring");
    expect(localised(null)).toBe("");
  });

  it("drops a language in which nothing is left", () => {
    expect(withText({ "zh-Hans": "春", en: "Spring" }, "en", "  ")).toEqual({ "zh-Hans": "春" });
    expect(languagesOf({ "zh-Hans": "春", en: " " })).toEqual(["zh-Hans"]);
  });
});
