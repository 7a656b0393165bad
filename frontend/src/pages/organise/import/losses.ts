/** What a format could not hold, told once for all questions that it is about. */
import type { Schemas } from "../../../core/schemas.ts";

export interface Loss {
  detail: string;
  /** The questions, by external id or by row. */
  items: string[];
}

/** The losses in the order in which they first came; each question once. */
export function lossesOf(errors: readonly Schemas["JobError"][]): Loss[] {
  const byDetail = new Map<string, Set<string>>();
  for (const { detail, item, row } of errors) {
    const items = byDetail.get(detail) ?? new Set<string>();
    items.add(item === "" ? String(row) : item);
    byDetail.set(detail, items);
  }
  return [...byDetail].map(([detail, items]) => ({ detail, items: [...items] }));
}
