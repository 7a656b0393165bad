import { post } from "../../../core/api.ts";
import { contestPath } from "../contest/contests-api.ts";
import type { Job } from "../../../core/jobs.ts";

export type Format = "csv" | "xlsx";

/** Asks for a file with a row for each entry; the answer is the job that writes it. */
export function startExport(contest: string, format: Format): Promise<Job> {
  return post<Job>(contestPath(contest, "/exports"), { format });
}
