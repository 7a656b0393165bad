import { get, post, type Page } from "../../../core/api.ts";
import { contestPath } from "../contest/contests-api.ts";
import type { Entry, EntryDetail } from "./entry.ts";

export function fetchEntries(contest: string, search: string): Promise<Page<Entry>> {
  return get<Page<Entry>>(contestPath(contest, "/entries"), search === "" ? {} : { search });
}

export function fetchEntry(id: string): Promise<EntryDetail> {
  return get<EntryDetail>(`/organise/entries/${encodeURIComponent(id)}`);
}

/** A decision about one person: extra time, disqualification, reinstatement. */
export function decide(id: string, action: string, body: object): Promise<unknown> {
  return post(`/organise/entries/${encodeURIComponent(id)}/${action}`, body);
}
