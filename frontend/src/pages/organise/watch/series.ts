/** Counts over time, made ready to be drawn: no gaps, and a scale of round numbers. */
import type { Contest } from "../contest/contest.ts";
import { dayOf } from "../contest/zoned-time.ts";
import type { DayCount, MinuteCount } from "./watch.ts";

/** One step of time. `at` is an instant or a calendar day. */
export interface Step {
  at: string;
  started: number;
  finished: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The last `minutes` minutes up to `asOf`; a minute in which nothing happened counts 0. */
export function minuteSteps(counts: readonly MinuteCount[], asOf: string, minutes: number): Step[] {
  const known = new Map(counts.map((count) => [floored(Date.parse(count.minute)), count]));
  const last = floored(Date.parse(asOf));
  return Array.from({ length: minutes }, (_, index) => {
    const instant = last - (minutes - 1 - index) * MINUTE_MS;
    return stepOf(new Date(instant).toISOString(), known.get(instant));
  });
}

/** Every calendar day of a contest up to now, and every one with a count; at most `most` of them. */
export function daySteps(
  counts: readonly DayCount[],
  { opens_at, closes_at, timezone }: Pick<Contest, "opens_at" | "closes_at" | "timezone">,
  asOf: string,
  most = 366,
): Step[] {
  const known = new Map(counts.map((count) => [count.day, count]));
  const end = Date.parse(closes_at) < Date.parse(asOf) ? closes_at : asOf;
  const bounds = Date.parse(opens_at) <= Date.parse(end) ? [opens_at, end] : [];
  const days = [...known.keys(), ...bounds.map((at) => dayOf(at, timezone))].sort();
  const first = Date.parse(days[0] ?? "");
  const last = Date.parse(days[days.length - 1] ?? "");
  const steps: Step[] = [];
  for (let day = Math.max(first, last - (most - 1) * DAY_MS); day <= last; day += DAY_MS) {
    const name = new Date(day).toISOString().slice(0, 10);
    steps.push(stepOf(name, known.get(name)));
  }
  return steps;
}

/** The smallest of 5, 10, 20, 50, 100, … that is not below any count. */
export function scaleOf(steps: readonly Step[]): number {
  const highest = Math.max(0, ...steps.flatMap(({ started, finished }) => [started, finished]));
  let unit = 5;
  for (;;) {
    for (const factor of [1, 2, 4]) if (unit * factor >= highest) return unit * factor;
    unit *= 10;
  }
}

/** The places of at most `most` labels along `length` steps, the last one always among them. */
export function labelled(length: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(length / Math.max(1, most)));
  return Array.from({ length }, (_, index) => index).filter((index) => (length - 1 - index) % every === 0);
}

function stepOf(at: string, count: Pick<Step, "started" | "finished"> | undefined): Step {
  return { at, started: count?.started ?? 0, finished: count?.finished ?? 0 };
}

function floored(instant: number): number {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}
