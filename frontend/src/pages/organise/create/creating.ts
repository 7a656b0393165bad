/** Making a contest, from nothing or after the pattern of another. */
import { post } from "../../../core/api.ts";
import type { Blueprint } from "../contest/blueprint.ts";
import type { Contest } from "../contest/contest.ts";
import type { Texts } from "../contest/texts.ts";
import { fromField, toField } from "../contest/zoned-time.ts";

export const DEFAULT_TIMEZONE = "Asia/Shanghai";
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** What is asked first; everything else has a default and can be changed until publication. */
export interface Beginning {
  organisation: string;
  title: Texts;
  slug: string;
  /** `datetime-local` values in `timezone`. */
  opens: string;
  closes: string;
  timezone: string;
}

/** A beginning a week from now, at nine, for a week. */
export function freshBeginning(now: number, organisation: string, timezone = DEFAULT_TIMEZONE): Beginning {
  const at = (instant: number, time: string): string =>
    `${toField(new Date(instant).toISOString(), timezone).slice(0, 10)}T${time}`;
  return {
    organisation,
    title: {},
    slug: "",
    opens: at(now + WEEK_MS, "09:00"),
    closes: at(now + 2 * WEEK_MS, "18:00"),
    timezone,
  };
}

/** The beginning of a copy: the same name and length of time, a week from now. */
export function copiedBeginning(source: Contest, now: number): Beginning {
  const { timezone } = source;
  const fresh = freshBeginning(now, source.organisation.id, timezone);
  const length = Date.parse(source.closes_at) - Date.parse(source.opens_at);
  const opens = `${fresh.opens.slice(0, 10)}T${toField(source.opens_at, timezone).slice(11)}`;
  const opensAt = Date.parse(fromField(opens, timezone) ?? "") || now;
  return {
    ...fresh,
    title: source.title,
    slug: `${source.slug}-2`.slice(0, 80),
    opens,
    closes: toField(new Date(opensAt + length).toISOString(), timezone),
  };
}

/** A proposal for the address, from an English title: "Spring quiz 2026" → "spring-quiz-2026". */
export function slugFrom({ en = "" }: Texts): string {
  return en
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
}

/** What the API is told: the beginning and, of a copy, every rule but its times and its code. */
export function bodyOf(beginning: Beginning, source?: Contest): Record<string, unknown> {
  const { organisation, title, slug, opens, closes, timezone } = beginning;
  return {
    ...(source === undefined ? {} : rulesOf(source, fromField(opens, timezone))),
    organisation,
    title,
    // Left out, the server makes one up.
    ...(slug === "" ? {} : { slug }),
    timezone,
    opens_at: fromField(opens, timezone),
    closes_at: fromField(closes, timezone),
  };
}

/** The rounds keep their distance from the beginning; `opensAt` is the copy's. */
function rulesOf(source: Contest, opensAt: string | null): Record<string, unknown> {
  const later = opensAt === null ? 0 : Date.parse(opensAt) - Date.parse(source.opens_at);
  const moved = (instant: string): string => new Date(Date.parse(instant) + later).toISOString();
  const [only] = source.rounds;
  return {
    description: source.description,
    audience: source.audience,
    regions: source.regions,
    attempts_total: source.attempts_total,
    attempts_per_round: source.attempts_per_round,
    attempts_per_day: source.attempts_per_day,
    score_rule: source.score_rule,
    score_rule_options: source.score_rule_options,
    tie_breaks: source.tie_breaks,
    pass_mark_percent: source.pass_mark_percent,
    review_policy: source.review_policy,
    board_kinds: source.board_kinds,
    team_rule: source.team_rule,
    top_k: source.top_k,
    name_display: source.name_display,
    prizes: source.prizes,
    several_prizes_each: source.several_prizes_each,
    prize_ties: source.prize_ties,
    guests_can_win: source.guests_can_win,
    ...(source.rounds.length > 1 || only === undefined
      ? {
          rounds: source.rounds.map(({ title, opens_at, closes_at, blueprint }) => ({
            title,
            opens_at: moved(opens_at),
            closes_at: moved(closes_at),
            blueprint: writableBlueprint(blueprint),
          })),
        }
      : { blueprint: writableBlueprint(only.blueprint) }),
  };
}

function writableBlueprint(blueprint: Blueprint): Blueprint {
  const { marking_rule, time_limit_s, shuffle_questions, shuffle_options, sections } = blueprint;
  return { marking_rule, time_limit_s, shuffle_questions, shuffle_options, sections };
}

/** Creates a draft; sent again with the same key, it creates nothing more. */
export function createContest(body: Record<string, unknown>, idempotencyKey: string): Promise<Contest> {
  return post<Contest>("/organise/contests", body, { idempotencyKey });
}
