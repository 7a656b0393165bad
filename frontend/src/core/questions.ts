/** What a question offers to choose or to fill in. */
import type { LocalisedText, Question } from "./attempts.ts";

export interface OfferedChoice {
  /** What goes into the response. */
  value: string | boolean;
  text: LocalisedText;
}

// Questions are shown in the language chosen for them, which need not be that of the page.
const TRUE_OR_FALSE: readonly OfferedChoice[] = [
  { value: true, text: { "zh-Hans": "正确", en: "True" } },
  { value: false, text: { "zh-Hans": "错误", en: "False" } },
];

/** The choices in the order of the sheet; none for a question with blanks. */
export function choicesOf({ type, options }: Pick<Question, "type" | "options">): readonly OfferedChoice[] {
  if (type === "true_false") return TRUE_OR_FALSE;
  return options.map(({ id, text }) => ({ value: id, text }));
}

/** The text around the blanks: always one part more than there are blanks. */
export function blankParts(stem: string): string[] {
  return stem.split(/_{3,}/);
}
