/** What can be asked about banks, and about sections that draw from them. */
import { get, post, request, type Page } from "../../../core/api.ts";
import type { Bank, Section, SectionSupply, Topic } from "../contest/blueprint.ts";
import type { PreviewedQuestion } from "./sheet.ts";

export function fetchBanks(): Promise<Bank[]> {
  return get<Page<Bank>>("/organise/banks").then(({ results }) => results);
}

export function fetchTopics(bank: string): Promise<Topic[]> {
  return get<{ topics: Topic[] }>(`/organise/banks/${encodeURIComponent(bank)}/topics`).then(
    ({ topics }) => topics,
  );
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
