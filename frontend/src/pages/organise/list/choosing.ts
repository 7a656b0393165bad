/** Which of the contests a reader looks for. */
import type { ContestSummary } from "../contest/contest.ts";
import { LANGUAGES } from "../contest/texts.ts";

export type Stage = "all" | "draft" | "upcoming" | "open" | "over";

export const STAGES: readonly Stage[] = ["all", "draft", "upcoming", "open", "over"];

export function stageOf({ state, phase }: Pick<ContestSummary, "state" | "phase">): Stage {
  if (state === "draft") return "draft";
  return phase === "open" || phase === "upcoming" ? phase : "over";
}

/** The contests of a stage whose title, in any language, or address holds every word searched for. */
export function chosen(
  contests: readonly ContestSummary[],
  stage: Stage,
  search: string,
): ContestSummary[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return contests.filter((contest) => {
    const text = folded([...LANGUAGES.map((one) => contest.title[one] ?? ""), contest.slug].join(" "));
    return (stage === "all" || stageOf(contest) === stage) && words.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
