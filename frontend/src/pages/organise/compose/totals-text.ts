import { formatDuration, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import type { Totals } from "./draft.ts";

/** "20 questions · 100 points · 20 min". */
export function totalsText({ questions, points }: Totals, timeLimitS: number): string {
  const parts = [
    tn("{n} question", "{n} questions", questions),
    tn("{points} point", "{points} points", points, { points: formatNumber(points, 2) }),
  ];
  if (timeLimitS > 0) parts.push(formatDuration(timeLimitS * 1000));
  return parts.join(t(" · "));
}
