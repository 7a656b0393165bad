/** Responses that put options in order or match them with prompts. */
import type { AnswerResponse } from "./outbox-store.ts";

interface Item {
  id: string;
}

/** The items in the order of the response; as they are listed where there is none. */
export function inOrder<T extends Item>(items: readonly T[], response: AnswerResponse): T[] {
  const place = (item: T): number => response.indexOf(item.id);
  return [...items].sort((a, b) => place(a) - place(b));
}

/** The ids with the one at `from` moved to `to`; those between make room. */
export function moved(items: readonly Item[], from: number, to: number): string[] {
  const ids = items.map(({ id }) => id);
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}

/** The option id of each prompt, "" for one left open, with one of them chosen anew. */
export function paired(count: number, response: AnswerResponse, prompt: number, id: string): string[] {
  const pairs = Array.from({ length: count }, (_, index) =>
    index === prompt ? id : String(response[index] ?? ""),
  );
  return pairs.some((chosen) => chosen !== "") ? pairs : [];
}
