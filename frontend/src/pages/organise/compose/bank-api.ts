/** What can be asked about banks, and about sections that draw from them. */
import { get, getAll, post, request, type Page, type Query } from "../../../core/api.ts";
import type { Bank, Section, SectionSupply, Topic } from "../contest/blueprint.ts";
import type { Schemas } from "../../../core/schemas.ts";
import type { PreviewedQuestion } from "./sheet.ts";

export type FoundQuestion = Schemas["QuestionCard"];
export type NamedQuestion = Schemas["NamedQuestion"];

const NAMED_AT_ONCE = 50;
const FOUND_AT_ONCE = 10;

export function fetchBanks(): Promise<Bank[]> {
  return getAll<Bank>("/organise/banks", { page_size: 100 });
}

export function fetchTopics(bank: string): Promise<Topic[]> {
  return get<{ topics: Topic[] }>(`/organise/banks/${encodeURIComponent(bank)}/topics`).then(
    ({ topics }) => topics,
  );
}

/** A page of a bank's published questions; `next` of the page before, or what is looked for. */
export function findQuestions(bank: string, wanted: Query | string): Promise<Page<FoundQuestion>> {
  if (typeof wanted === "string") return get<Page<FoundQuestion>>(wanted);
  return get<Page<FoundQuestion>>(`/organise/banks/${encodeURIComponent(bank)}/questions`, {
    ...wanted,
    status: "published",
    page_size: FOUND_AT_ONCE,
  });
}

/** Questions by their ids, with what is right; those that are gone are left out. */
export async function fetchNamed(ids: readonly string[]): Promise<NamedQuestion[]> {
  const named: NamedQuestion[] = [];
  for (let start = 0; start < ids.length; start += NAMED_AT_ONCE) {
    const asked = ids.slice(start, start + NAMED_AT_ONCE).map((id) => `id=${encodeURIComponent(id)}`);
    const { questions } = await get<{ questions: NamedQuestion[] }>(`/organise/blueprints/questions?${asked.join("&")}`);
    named.push(...questions);
  }
  return named;
}

export async function fetchSupply(
  sections: readonly Section[],
  signal: AbortSignal,
): Promise<SectionSupply[]> {
  const reply = await request<{ sections: SectionSupply[] }>("POST", "/organise/blueprints/supply", {
    body: { sections },
    signal,
  });
  return reply.data.sections;
}

export function fetchSheet(sections: readonly Section[], seed: number): Promise<PreviewedQuestion[]> {
  return post<{ questions: PreviewedQuestion[] }>("/organise/blueprints/preview", { sections, seed }).then(
    ({ questions }) => questions,
  );
}
