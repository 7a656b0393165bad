/** What can be asked about one question, and what can be done with it. */
import { get, getAll, patch, post, type Page } from "../../../core/api.ts";
import type { Schemas } from "../../../core/schemas.ts";
import { tagsIn, type Step } from "../bank/wording.ts";
import type { QuestionCard } from "../bank/banks-api.ts";
import { contentOf, type Draft } from "./draft.ts";

export type Question = Required<Schemas["Question"]>;
export type Revision = Required<Schemas["Revision"]>;
export type Comparison = Required<Schemas["Comparison"]>;
export type Comment = Required<Schemas["Comment"]>;
export type Uses = Required<Schemas["Uses"]>;

export function fetchQuestion(id: string): Promise<Question> {
  return get(`/organise/questions/${encodeURIComponent(id)}`);
}

export function createQuestion(bank: string, draft: Draft): Promise<Question> {
  return post(`/organise/banks/${bank}/questions`, { content: contentOf(draft), ...notesOf(draft) });
}

export function changeQuestion({ id }: Question, draft: Draft, basedOn: number): Promise<Question> {
  return patch(`/organise/questions/${id}`, { content: contentOf(draft), based_on: basedOn, ...notesOf(draft) });
}

function notesOf(draft: Draft): Record<string, unknown> {
  const externalId = draft.externalId.trim();
  return {
    topic: draft.topic,
    difficulty: draft.difficulty,
    tags: tagsIn(draft.tags),
    external_id: externalId === "" ? null : externalId,
  };
}

export function takeStep({ id, revision }: Question, step: Step): Promise<Question> {
  return post(`/organise/questions/${id}/steps`, { step, revision });
}

export function fetchRevisions(id: string): Promise<Revision[]> {
  return getAll(`/organise/questions/${id}/revisions`, { page_size: 100 });
}

export function fetchComparison(id: string, old: number, newer: number): Promise<Comparison> {
  return get(`/organise/questions/${id}/comparison`, { old, new: newer });
}

export function restoreRevision({ id, revision }: Question, number: number): Promise<Question> {
  return post(`/organise/questions/${id}/revisions/${number}/restore`, { based_on: revision });
}

export function fetchComments(id: string): Promise<Comment[]> {
  return getAll(`/organise/questions/${id}/comments`, { page_size: 100 });
}

export function addComment(id: string, text: string): Promise<Comment> {
  return post(`/organise/questions/${id}/comments`, { text });
}

export function resolveComment({ id }: Comment, isResolved: boolean): Promise<Comment> {
  return patch(`/organise/comments/${id}`, { is_resolved: isResolved });
}

export function fetchUses(id: string): Promise<Uses> {
  return get(`/organise/questions/${id}/uses`);
}

/** Other questions of the bank whose text holds this stem, apart from punctuation and spaces. */
export async function fetchAlike(bank: string, stem: string, but: string): Promise<QuestionCard[]> {
  // One word: the words of a sentence would be looked for one by one.
  const search = stem.replace(/\s+/g, "").slice(0, 200);
  const found = await get<Page<QuestionCard>>(`/organise/banks/${bank}/questions`, { search, page_size: 3 });
  return found.results.filter(({ id }) => id !== but);
}
