import { get, post } from "../../../core/api.ts";
import { contestPath } from "../contest/contests-api.ts";
import type { Job } from "../jobs/job.ts";
import { bodyOf, type PaperQuestion, type Proposal, type RemarkPreview, type Ruling } from "./ruling.ts";

export interface Rulings {
  questions: readonly PaperQuestion[];
  rulings: readonly Ruling[];
}

export function fetchRulings(contest: string): Promise<Rulings> {
  return get<Rulings>(contestPath(contest, "/rulings"));
}

/** Who would move; nothing is changed. */
export function previewRuling(contest: string, proposal: Proposal): Promise<RemarkPreview> {
  return post<RemarkPreview>(contestPath(contest, "/rulings/preview"), bodyOf(proposal));
}

/** Makes the ruling; the answer is the job that marks again. */
export function makeRuling(contest: string, proposal: Proposal): Promise<Job> {
  return post<Job>(contestPath(contest, "/rulings"), bodyOf(proposal));
}
