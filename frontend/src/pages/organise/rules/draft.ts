/** A contest's rules while they are edited: times as wall clock, empty fields as what they mean. */
import type { Configuration, Contest, DrawAmong, Prize, PrizeKind, ScoreRule, TieBreak } from "../contest/contest.ts";
import type { Texts } from "../contest/texts.ts";
import { fromField, toField } from "../contest/zoned-time.ts";

/** What happens to the access code when the rules are saved. The stored one cannot be read. */
export type CodeChange = "keep" | "none" | "new";

/** A round's title, and its window as wall clock. */
export interface RoundDraft {
  id: string;
  number: number;
  title: Texts;
  opens: string;
  closes: string;
}

/** A prize while it is edited; an empty number is NaN, and what its kind does not use is kept. */
export interface PrizeDraft {
  key: number;
  title: Texts;
  kind: PrizeKind;
  from_place: number;
  to_place: number;
  min_score: number;
  among: DrawAmong;
  count: number;
}

export interface RulesDraft extends Configuration {
  prizes: readonly PrizeDraft[];
  rounds: readonly RoundDraft[];
  /** `datetime-local` values in `timezone`; "" for none. */
  opens: string;
  closes: string;
  freeze: string;
  code: CodeChange;
  newCode: string;
}

/** Options of each score rule: their lowest and highest value, and what leaving them out means. */
export const RULE_OPTIONS: Readonly<
  Partial<Record<ScoreRule, { name: string; min: number; max: number; absent: number | undefined }>>
> = {
  sum: { name: "best_of", min: 1, max: 1000, absent: undefined },
  sum_of_daily_bests: { name: "best_of", min: 1, max: 366, absent: undefined },
  sudden_death: { name: "mistakes_allowed", min: 0, max: 20, absent: 0 },
};

/** The orders in which tie-breaks can apply, from the usual one to none. */
export const TIE_BREAK_ORDERS: readonly (readonly TieBreak[])[] = [
  ["time_used", "finished_at"],
  ["finished_at", "time_used"],
  ["time_used"],
  ["finished_at"],
  [],
];

export function draftOf(contest: Contest): RulesDraft {
  const { timezone } = contest;
  return {
    slug: contest.slug,
    opens: toField(contest.opens_at, timezone),
    closes: toField(contest.closes_at, timezone),
    freeze: toField(contest.freeze_at, timezone),
    timezone,
    rounds: contest.rounds.map(({ id, number, title, opens_at, closes_at }) => ({
      id,
      number,
      title,
      opens: toField(opens_at, timezone),
      closes: toField(closes_at, timezone),
    })),
    audience: contest.audience,
    regions: contest.regions,
    code: "keep",
    newCode: "",
    attempts_total: contest.attempts_total,
    attempts_per_round: contest.attempts_per_round,
    attempts_per_day: contest.attempts_per_day,
    score_rule: contest.score_rule,
    score_rule_options: contest.score_rule_options,
    tie_breaks: contest.tie_breaks,
    pass_mark_percent: contest.pass_mark_percent,
    review_policy: contest.review_policy,
    board_kinds: contest.board_kinds,
    team_rule: contest.team_rule,
    top_k: contest.top_k,
    name_display: contest.name_display,
    prizes: contest.prizes.map(prizeDraft),
    several_prizes_each: contest.several_prizes_each,
    prize_ties: contest.prize_ties,
    guests_can_win: contest.guests_can_win,
  };
}

/** The draft with another score rule, whose options start at their defaults. */
export function withScoreRule(draft: RulesDraft, rule: ScoreRule): RulesDraft {
  return { ...draft, score_rule: rule, score_rule_options: {} };
}

/** The draft with the option of its score rule set; NaN or the default leaves it out. */
export function withRuleOption(draft: RulesDraft, value: number): RulesDraft {
  const option = RULE_OPTIONS[draft.score_rule];
  if (option === undefined) return draft;
  const left = Number.isNaN(value) || value === option.absent;
  return { ...draft, score_rule_options: left ? {} : { [option.name]: value } };
}

/**
 * What the API is to change: the fields that differ between two drafts, by their names there. Times
 * are sent when the wall clock or the time zone changed.
 */
export function changesBetween(before: RulesDraft, after: RulesDraft): Record<string, unknown> {
  const written = bodyOf(after);
  const stored = bodyOf(before);
  const changed = Object.keys(written).filter(
    (field) => JSON.stringify(written[field]) !== JSON.stringify(stored[field]),
  );
  const rounds = roundChanges(before, after);
  return {
    ...Object.fromEntries(changed.map((field) => [field, written[field]])),
    ...(rounds === undefined ? {} : { rounds }),
  };
}

/**
 * Every round with what differs of it, so that the places of rounds in answers are those on the
 * page. The only round of a contest has the contest's window, and nothing to send.
 */
function roundChanges(before: RulesDraft, after: RulesDraft): Record<string, unknown>[] | undefined {
  if (after.rounds.length === 1) return undefined;
  const stored = before.rounds.map((one) => roundBody(one, before.timezone));
  const changes = after.rounds.map((one, place) => {
    const body = roundBody(one, after.timezone);
    const differing = Object.entries(body).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(stored[place]?.[field]),
    );
    return { id: one.id, ...Object.fromEntries(differing) };
  });
  return changes.some((change) => Object.keys(change).length > 1) ? changes : undefined;
}

function roundBody({ title, opens, closes }: RoundDraft, timezone: string): Record<string, unknown> {
  return { title, opens_at: fromField(opens, timezone), closes_at: fromField(closes, timezone) };
}

/** The draft with one round changed. */
export function withRound(draft: RulesDraft, id: string, change: Partial<RoundDraft>): RulesDraft {
  return { ...draft, rounds: draft.rounds.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function bodyOf(draft: RulesDraft): Record<string, unknown> {
  const { opens, closes, freeze, code, newCode, ...rest } = withoutRounds(draft);
  return {
    ...rest,
    prizes: draft.prizes.map(prizeBody),
    regions: draft.audience === "regions" ? draft.regions : [],
    top_k: draft.team_rule === "mean_top_k" ? draft.top_k : null,
    opens_at: fromField(opens, draft.timezone),
    closes_at: fromField(closes, draft.timezone),
    freeze_at: freeze === "" ? null : fromField(freeze, draft.timezone),
    ...(code === "keep" ? {} : { access_code: code === "new" ? newCode.trim() : "" }),
  };
}

let lastKey = 0;

function prizeDraft({ title, kind, from_place, to_place, min_score, among, count }: Prize): PrizeDraft {
  lastKey += 1;
  return {
    key: lastKey,
    title,
    kind,
    from_place: from_place ?? NaN,
    to_place: to_place ?? NaN,
    min_score: min_score ?? NaN,
    among: among ?? "finished",
    count: count ?? NaN,
  };
}

function prizeBody({ title, kind, from_place, to_place, min_score, among, count }: PrizeDraft): Record<string, unknown> {
  const number = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const terms = {
    place: { from_place: number(from_place), to_place: number(to_place) },
    score: { min_score: number(min_score), count: number(count) },
    draw: { among, count: number(count) },
  };
  return { title, kind, ...terms[kind] };
}

/** One more prize at the end, for the places after those that have one. */
export function withPrize(draft: RulesDraft): RulesDraft {
  const places = draft.prizes.filter(({ kind }) => kind === "place").map(({ to_place }) => to_place || 0);
  const next = Math.max(0, ...places) + 1;
  const prize = prizeDraft({
    title: {},
    kind: "place",
    from_place: next,
    to_place: next,
    min_score: null,
    among: null,
    count: null,
  });
  return { ...draft, prizes: [...draft.prizes, prize] };
}

/** The draft with one prize changed. */
export function withPrizeChange(draft: RulesDraft, key: number, change: Partial<PrizeDraft>): RulesDraft {
  return { ...draft, prizes: draft.prizes.map((one) => (one.key === key ? { ...one, ...change } : one)) };
}

export function withoutPrize(draft: RulesDraft, key: number): RulesDraft {
  return { ...draft, prizes: draft.prizes.filter((one) => one.key !== key) };
}

/** The draft with a prize moved by a place, if there is room. */
export function withPrizeMoved(draft: RulesDraft, place: number, places: number): RulesDraft {
  const prizes = [...draft.prizes];
  const [moved] = prizes.splice(place, 1);
  if (moved === undefined || place + places < 0 || place + places > prizes.length) return draft;
  prizes.splice(place + places, 0, moved);
  return { ...draft, prizes };
}

/** Whether there is anything to save. */
export function isChanged(before: RulesDraft, after: RulesDraft): boolean {
  return Object.keys(changesBetween(before, after)).length > 0;
}

/** Rounds are compared one by one, by `roundChanges`. */
function withoutRounds(draft: RulesDraft): Omit<RulesDraft, "rounds"> {
  const copy: Partial<RulesDraft> & Omit<RulesDraft, "rounds"> = { ...draft };
  delete copy.rounds;
  return copy;
}
