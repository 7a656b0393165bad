/** What can be asked about banks, their topics and questions, and what can be done with them. */
import { get, getAll, patch, post, remove, type Page } from "../../../core/api.ts";
import type { Schemas } from "../../../core/schemas.ts";
import type { Topic } from "../contest/blueprint.ts";
import type { Texts } from "../contest/texts.ts";
import type { Job } from "../../../core/jobs.ts";
import { queryOf, type Filters } from "./filters.ts";

export type Bank = Required<Schemas["Bank"]>;
export type QuestionCard = Required<Schemas["QuestionCard"]>;
export type QuestionCounts = Required<Schemas["QuestionCounts"]>;

export interface BankChanges {
  name?: Texts;
  needs_second_reader?: boolean;
}

export interface TopicChanges {
  name?: Texts;
  parent?: string | null;
}

/** What to do with many questions; what is left out is left alone. */
export interface BulkChange {
  topic?: string;
  difficulty?: number;
  add_tags?: string[];
  remove_tags?: string[];
  step?: string;
}

export function fetchBanks(): Promise<Bank[]> {
  return getAll<Bank>("/organise/banks", { page_size: 100 });
}

/** The bank at an address; undefined where there is none for the reader. */
export async function fetchBank(slug: string): Promise<Bank | undefined> {
  return (await get<Page<Bank>>("/organise/banks", { slug })).results[0];
}

export function createBank(body: BankChanges & { organisation: string | null }): Promise<Bank> {
  return post("/organise/banks", body);
}

export function changeBank({ id }: Pick<Bank, "id">, changes: BankChanges): Promise<Bank> {
  return patch(`/organise/banks/${id}`, changes);
}

export function fetchQuestions(bank: string, filters: Filters): Promise<Page<QuestionCard>> {
  return get(`/organise/banks/${bank}/questions?${queryOf(filters)}`);
}

export function fetchCounts(bank: string, filters: Filters): Promise<QuestionCounts> {
  return get(`/organise/banks/${bank}/questions/counts?${queryOf({ ...filters, sort: "" })}`);
}

export async function fetchTopics(bank: string): Promise<Topic[]> {
  return (await get<{ topics: Topic[] }>(`/organise/banks/${bank}/topics`)).topics;
}

export function createTopic(bank: string, body: TopicChanges): Promise<unknown> {
  return post(`/organise/banks/${bank}/topics`, body);
}

export function changeTopic(topic: string, changes: TopicChanges): Promise<unknown> {
  return patch(`/organise/topics/${topic}`, changes);
}

export function mergeTopic(topic: string, into: string): Promise<unknown> {
  return post(`/organise/topics/${topic}/merge`, { into });
}

export function deleteTopic(topic: string): Promise<void> {
  return remove(`/organise/topics/${topic}`);
}

export function changeQuestions(
  bank: string,
  which: { questions: readonly string[] } | { filter: Filters },
  change: BulkChange,
): Promise<Job> {
  const chosen = "questions" in which ? which : { filter: asBody(which.filter) };
  return post(`/organise/banks/${bank}/questions/bulk`, { ...chosen, ...change });
}

/** The filters as the API takes them in a body: lists, and numbers for how often used. */
function asBody(filters: Filters): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(queryOf({ ...filters, sort: "" }))) {
    if (name === "search" || name === "source") body[name] = value;
    else if (name.startsWith("used_")) body[name] = Number(value);
    else body[name] = [value];
  }
  return body;
}
