import { get, post } from "../../../core/api.ts";
import { contestPath } from "../contest/contests-api.ts";
import type { Job } from "../../../core/jobs.ts";
import { bodyOf, type PaperQuestion, type Proposal, type RemarkPreview, type Ruling } from "./ruling.ts";

export interface Rulings {
  questions: readonly PaperQuestion[];
  rulings: readonly Ruling[];
}

/** The questions of a round's paper, and the rulings made about them. */
export function fetchRulings(contest: string, round: number): Promise<Rulings> {
  return get<Rulings>(contestPath(contest, "/rulings"), { round });
}

/** Asks who would move; nothing is changed. The answer is the job that looks. */
export function askForPreview(contest: string, round: number, proposal: Proposal): Promise<Job> {
  return post<Job>(contestPath(contest, "/rulings/previews"), bodyOf(proposal), { query: { round } });
}

/** Who would move, once the job has looked. */
export function fetchPreview(contest: string, job: string): Promise<RemarkPreview> {
  return get<RemarkPreview>(contestPath(contest, `/rulings/previews/${encodeURIComponent(job)}`));
}

/** Makes the ruling; the answer is the job that marks again. */
export function makeRuling(contest: string, round: number, proposal: Proposal): Promise<Job> {
  return post<Job>(contestPath(contest, "/rulings"), bodyOf(proposal), { query: { round } });
}
