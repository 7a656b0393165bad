/** Long work on the server: how far it is, and what came of it. */
import { get } from "./api.ts";
import type { Schemas } from "./schemas.ts";

export type Job = Pick<
  Required<Schemas["Job"]>,
  "id" | "kind" | "state" | "done" | "total" | "message" | "errors" | "result"
>;

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 4_000;

export interface FollowOptions {
  onProgress: (job: Job) => unknown;
  signal: AbortSignal;
  pause?: (ms: number) => Promise<void>;
  fetchJob?: (id: string) => Promise<Job>;
}

/** Asks how a job is until it has ended; the pauses grow, so that a long one is not pestered. */
export async function followJob(started: Job, options: FollowOptions): Promise<Job> {
  const { onProgress, signal, pause = wait, fetchJob = fetchFrom } = options;
  let job = started;
  let pauseMs = FIRST_PAUSE_MS;
  onProgress(job);
  while (!hasEnded(job)) {
    await pause(pauseMs);
    if (signal.aborted) return job;
    job = await fetchJob(job.id);
    onProgress(job);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5);
  }
  return job;
}

export function hasEnded({ state }: Job): boolean {
  return state === "done" || state === "failed";
}

function fetchFrom(id: string): Promise<Job> {
  return get<Job>(`/jobs/${encodeURIComponent(id)}`);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
