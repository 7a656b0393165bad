/** A contest as the API gives it, for tests to change what they are about. */
import type { Contest, Round } from "../../../frontend/src/pages/organise/contest/contest.ts";

export function aRound(changes: Partial<Round> = {}): Round {
  return {
    id: "r1",
    number: 1,
    title: {},
    phase: "upcoming",
    opens_at: "2026-12-01T01:00:00Z",
    closes_at: "2026-12-08T10:00:00Z",
    blueprint: {
      marking_rule: "all_or_nothing",
      time_limit_s: 1200,
      shuffle_questions: true,
      shuffle_options: true,
      sections: [{ kind: "draw", bank: "b1", count: 20, points: 5 }],
    },
    ...changes,
  };
}

/** Two days, and a final of a day after a day of rest. */
export function twoRounds(changes: Partial<Contest> = {}): Contest {
  return aContest({
    opens_at: "2026-12-01T01:00:00Z",
    closes_at: "2026-12-05T01:00:00Z",
    rounds: [
      aRound({ closes_at: "2026-12-03T01:00:00Z" }),
      aRound({
        id: "r2",
        number: 2,
        title: { "zh-Hans": "决赛", en: "Final" },
        opens_at: "2026-12-04T01:00:00Z",
        closes_at: "2026-12-05T01:00:00Z",
      }),
    ],
    ...changes,
  });
}

export function aContest(changes: Partial<Contest> = {}): Contest {
  return {
    id: "c1",
    slug: "spring",
    organisation: { id: "o1", name: { "zh-Hans": "净网志愿队", en: "Clean Net" } },
    title: { "zh-Hans": "春季竞赛", en: "Spring contest" },
    description: { "zh-Hans": "说明", en: "About" },
    state: "draft",
    phase: "upcoming",
    is_frozen: false,
    is_simulated: false,
    version: 3,
    opens_at: "2026-12-01T01:00:00Z",
    closes_at: "2026-12-08T10:00:00Z",
    timezone: "Asia/Shanghai",
    audience: "signed_in",
    regions: [],
    needs_access_code: false,
    attempts_total: 3,
    attempts_per_round: null,
    attempts_per_day: null,
    score_rule: "best",
    score_rule_options: {},
    tie_breaks: ["time_used", "finished_at"],
    pass_mark_percent: 60,
    review_policy: "after_contest",
    board_kinds: ["people"],
    freeze_at: null,
    team_rule: "participants",
    top_k: null,
    name_display: "masked",
    prizes: [],
    several_prizes_each: false,
    prize_ties: "everybody",
    guests_can_win: false,
    rounds: [aRound()],
    problems: [],
    created_at: "2026-11-23T00:00:00Z",
    published_at: null,
    closed_at: null,
    finalised_at: null,
    ...changes,
  };
}
