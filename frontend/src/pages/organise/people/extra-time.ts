/** Extra time as an organiser thinks of it, and as it is stored: a share of the time limit. */

export const ORDINARY_PERCENT = 100;
export const MOST_PERCENT = 400;

/** The usual shares, from none to twice the time. */
export const USUAL_PERCENTS: readonly number[] = [100, 125, 150, 200];

/** How long an attempt may take at a share of the limit, in milliseconds. */
export function timeAt(percent: number, limitS: number): number {
  return Math.round((limitS * 1000 * percent) / ORDINARY_PERCENT);
}

export function isSensiblePercent(percent: number): boolean {
  return Number.isInteger(percent) && percent >= ORDINARY_PERCENT && percent <= MOST_PERCENT;
}
