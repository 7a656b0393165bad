/** The rounds of a contest: what they are called, and the steps that make and arrange them. */
import { post, request } from "../../../core/api.ts";
import { t } from "../../../core/i18n.ts";
import type { Contest, Round } from "./contest.ts";
import { contestPath } from "./contests-api.ts";
import { localised, type Texts } from "./texts.ts";

/** "Round 2", or "Round 2: Final". */
export function roundName({ number, title }: { number: number; title: Texts }): string {
  const name = localised(title);
  return name === "" ? t("Round {number}", { number }) : t("Round {number}: {title}", { number, title: name });
}

/** The round that is open, else the next one, else the last; a contest has at least one. */
export function roundToShow({ rounds }: Pick<Contest, "rounds">): Round | undefined {
  return rounds.find(({ phase }) => phase === "open" || phase === "upcoming") ?? rounds[rounds.length - 1];
}

const ifUnchanged = ({ version }: Contest): { headers: Record<string, string> } => ({
  headers: { "If-Match": `"${version}"` },
});

/** One more round after the last one, as long as that, composed like it. */
export function addRound(contest: Contest): Promise<Contest> {
  const last = contest.rounds[contest.rounds.length - 1];
  return post<Contest>(
    contestPath(contest.id, "/rounds"),
    last === undefined ? {} : { copy_of: last.id },
    ifUnchanged(contest),
  );
}

export async function removeRound(contest: Contest, round: string): Promise<Contest> {
  const path = contestPath(contest.id, `/rounds/${encodeURIComponent(round)}`);
  return (await request<Contest>("DELETE", path, ifUnchanged(contest))).data;
}

/** The rounds in another order; their windows stay where they are. */
export function orderRounds(contest: Contest, order: readonly string[]): Promise<Contest> {
  return post<Contest>(contestPath(contest.id, "/rounds/order"), { rounds: order }, ifUnchanged(contest));
}
