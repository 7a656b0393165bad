/** Files of questions on their way into a bank, and banks on their way into files. */
import { get, getAll, patch, post, remove, type Page } from "../../../core/api.ts";
import { randomId } from "../../../core/random.ts";
import type { Schemas } from "../../../core/schemas.ts";
import type { Topic } from "../contest/blueprint.ts";
import { AccessRefused } from "../frame/access.ts";
import type { Job } from "../../../core/jobs.ts";

export type QuestionImport = Required<Schemas["QuestionImport"]>;
export type ImportItem = Schemas["ImportItem"];
export type ImportFault = Schemas["ImportFault"];
export type FilePlace = Schemas["FilePlace"];
export type FirstStatus = Schemas["FirstStatus"];
export type Formats = Schemas["QuestionFormats"];
export type Bank = Schemas["Bank"];

/** What of the file is shown: everything, one kind, or what is nearly the same as something else. */
export type Show = "all" | Schemas["ImportAction"] | "duplicates";

export interface Place {
  bank: Bank;
  topics: Topic[];
  imports: QuestionImport[];
  formats: Formats;
}

export const MAX_MEGABYTES = 32;
const UPLOAD_TIMEOUT_MS = 10 * 60_000;
const ROWS = 50;

/** The bank at an address and, where one may write in it, its topics and the files of the last days. */
export async function fetchPlace(slug: string): Promise<Place> {
  const { results } = await get<Page<Bank>>("/organise/banks", { slug });
  const bank = results[0];
  if (bank === undefined) throw new AccessRefused("no_bank");
  if (!bank.is_editable) return { bank, topics: [], imports: [], formats: { read: [], written: [] } };
  const [{ topics }, imports, formats] = await Promise.all([
    get<{ topics: Topic[] }>(`${bankPath(bank.id)}/topics`),
    getAll<QuestionImport>(`${bankPath(bank.id)}/imports`, { page_size: 100 }),
    get<Formats>("/organise/question-formats"),
  ]);
  return { bank, topics, imports, formats };
}

export function fetchImport(id: string): Promise<QuestionImport> {
  return get<QuestionImport>(importPath(id));
}

/** Sends the file as it is; the answer is an import that is being checked. */
export function uploadFile(bank: string, file: File): Promise<QuestionImport> {
  return post<QuestionImport>(`${bankPath(bank)}/imports`, file, {
    query: { file_name: file.name },
    headers: { "Content-Type": "application/octet-stream" },
    idempotencyKey: randomId(),
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
}

export function changeImport(
  id: string,
  changes: { format?: string | null; status?: FirstStatus; topic?: string | null },
): Promise<QuestionImport> {
  return patch<QuestionImport>(importPath(id), changes);
}

export function confirmImport(id: string): Promise<QuestionImport> {
  return post<QuestionImport>(`${importPath(id)}/confirm`, {});
}

export function discardImport(id: string): Promise<void> {
  return remove(importPath(id));
}

export function fetchItems(id: string, show: Show): Promise<Page<ImportItem>> {
  const filter = show === "all" ? {} : show === "duplicates" ? { duplicates: true } : { action: show };
  return get<Page<ImportItem>>(`${importPath(id)}/items`, { ...filter, page_size: ROWS });
}

export function startExport(bank: string, format: string, language: string): Promise<Job> {
  return post<Job>(`${bankPath(bank)}/exports`, { format, language });
}

export function failedRowsPath(id: string): string {
  return `/api/v1${importPath(id)}/failed-rows`;
}

export const TEMPLATE_PATH = "/api/v1/organise/question-template";

function bankPath(id: string): string {
  return `/organise/banks/${encodeURIComponent(id)}`;
}

function importPath(id: string): string {
  return `/organise/imports/${encodeURIComponent(id)}`;
}
