/** The language in which a resident reads questions: switched without losing the place. */
import type { Question } from "../../../core/attempts.ts";
import { language } from "../../../core/i18n.ts";

const NAMES: Readonly<Record<string, string>> = { "zh-Hans": "中文", en: "English" };
const KEY = "question-language";

/** The language used last, if the sheet has it; else the page's. */
export function sheetLanguage(questions: readonly Question[]): string {
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem(KEY);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  return kept !== null && languagesOf(questions).includes(kept) ? kept : language();
}

export function rememberLanguage(tag: string): void {
  try {
    sessionStorage.setItem(KEY, tag);
  } catch {
    // As above.
  }
}

/** The language to switch to, or undefined where the sheet is in one language only. */
export function otherLanguage(
  questions: readonly Question[],
  current: string,
): { tag: string; name: string } | undefined {
  const tag = languagesOf(questions).find((other) => other !== current);
  return tag === undefined ? undefined : { tag, name: NAMES[tag] ?? tag };
}

function languagesOf(questions: readonly Question[]): string[] {
  return Object.keys(questions[0]?.stem ?? {});
}
