/** Reading and changing contests over the API. */
import { get, getAll, patch, post, request, type Page } from "../../../core/api.ts";
import type { Contest, ContestSummary, Organisation } from "./contest.ts";

/** A contest's address in the API, or that of something below it. */
export function contestPath(id: string, rest = ""): string {
  return `/organise/contests/${encodeURIComponent(id)}${rest}`;
}

export function fetchContest(id: string): Promise<Contest> {
  return get<Contest>(contestPath(id));
}

export function fetchContests(): Promise<Page<ContestSummary>> {
  return get<Page<ContestSummary>>("/organise/contests");
}

export function fetchOrganisations(): Promise<Organisation[]> {
  return getAll<Organisation>("/organise/organisations", { page_size: 100 });
}

/**
 * Changes a contest that nobody else has changed since it was read as `contest`; otherwise the
 * server answers 412 (`ProblemError`).
 */
export function changeContest(contest: Contest, changes: object): Promise<Contest> {
  return patch<Contest>(contestPath(contest.id), changes, {
    headers: { "If-Match": `"${contest.version}"` },
  });
}

/** A step in a contest's life. */
export function actOn(contest: Contest, action: string, body: object = {}): Promise<Contest> {
  return post<Contest>(contestPath(contest.id, `/${action}`), body);
}

export function deleteContest(contest: Contest): Promise<unknown> {
  return request("DELETE", contestPath(contest.id));
}
