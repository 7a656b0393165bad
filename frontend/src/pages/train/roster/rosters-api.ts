/** Rosters on their way into an organisation. */
import { get, getAll, patch, post, remove, type Page } from "../../../core/api.ts";
import { randomId } from "../../../core/random.ts";
import type { Schemas } from "../../../core/schemas.ts";
import { TrainingRefused } from "../frame/train-page.ts";

export type Organisation = Schemas["TrainedOrganisation"];
export type RosterImport = Required<Schemas["RosterImport"]>;
export type RosterItem = Schemas["RosterImportItem"];
export type RosterFault = Schemas["RosterFault"];
export type RosterAction = RosterItem["action"];

/** What of the file is shown: everything, or one kind. */
export type Show = "all" | RosterAction;

export interface Place {
  organisation: Organisation;
  rosters: RosterImport[];
}

export interface RosterSettings {
  create_units: boolean;
  absent_leave: boolean;
}

export const MAX_MEGABYTES = 16;
export const TEMPLATE_PATH = "/api/v1/train/roster-template";
const UPLOAD_TIMEOUT_MS = 10 * 60_000;
const ROWS = 50;

export function fetchOrganisations(): Promise<Organisation[]> {
  return getAll<Organisation>("/train/organisations", { page_size: 100 });
}

/** The organisation at an address, and its rosters of the last days. */
export async function fetchPlace(slug: string): Promise<Place> {
  const { results } = await get<Page<Organisation>>("/train/organisations", { slug });
  const organisation = results[0];
  if (organisation === undefined) throw new TrainingRefused("not_found");
  const rosters = await getAll<RosterImport>(rostersPath(organisation.id), { page_size: 100 });
  return { organisation, rosters };
}

/** Sends the file as it is; the answer is an import that is being checked. */
export function uploadRoster(organisation: string, file: File, settings: RosterSettings): Promise<RosterImport> {
  return post<RosterImport>(rostersPath(organisation), file, {
    query: { file_name: file.name, ...settings },
    headers: { "Content-Type": "application/octet-stream" },
    idempotencyKey: randomId(),
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
}

export function fetchRoster(id: string): Promise<RosterImport> {
  return get<RosterImport>(rosterPath(id));
}

export function changeRoster(id: string, changes: Partial<RosterSettings>): Promise<RosterImport> {
  return patch<RosterImport>(rosterPath(id), changes);
}

export function confirmRoster(id: string): Promise<RosterImport> {
  return post<RosterImport>(`${rosterPath(id)}/confirm`, {});
}

export function discardRoster(id: string): Promise<void> {
  return remove(rosterPath(id));
}

export function fetchItems(id: string, show: Show): Promise<Page<RosterItem>> {
  const filter = show === "all" ? {} : { action: show };
  return get<Page<RosterItem>>(`${rosterPath(id)}/items`, { ...filter, page_size: ROWS });
}

export function failedRowsPath(id: string): string {
  return `/api/v1${rosterPath(id)}/failed-rows`;
}

function rostersPath(organisation: string): string {
  return `/train/organisations/${encodeURIComponent(organisation)}/rosters`;
}

function rosterPath(id: string): string {
  return `/train/rosters/${encodeURIComponent(id)}`;
}
