/** A question while it is being written, and the content that is made of it. Pure. */
import type { Schemas } from "../../../core/schemas.ts";
import { blankParts } from "../../../core/questions.ts";
import { DIFFICULTIES, type Difficulty, type QuestionType } from "../contest/blueprint.ts";
import { LANGUAGES, type Texts } from "../contest/texts.ts";

export type Content = NonNullable<Schemas["Question"]["content"]>;

export interface DraftOption {
  /** "" for types whose options have no id while they are written. */
  id: string;
  text: Texts;
  feedback: Texts;
}

/** A number that counts as right: near a value, or in a range. */
export interface DraftNumber {
  kind: "near" | "range";
  value: string;
  tolerance: string;
  min: string;
  max: string;
}

export interface Draft {
  type: QuestionType;
  stem: Texts;
  prompts: readonly Texts[];
  options: readonly DraftOption[];
  /** Ids of the right options. */
  right: readonly string[];
  verdict: boolean;
  /** Of each blank the accepted spellings, one a line. */
  blanks: readonly string[];
  numbers: readonly DraftNumber[];
  explanation: Texts;
  source: Texts;
  topic: string;
  difficulty: Difficulty;
  tags: string;
  externalId: string;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Types whose options the author lists in their right order; the server hides it. */
export function isArranged(type: QuestionType): boolean {
  return type === "ordering" || type === "matching";
}

export function hasOptions(type: QuestionType): boolean {
  return type === "single" || type === "multiple" || isArranged(type);
}

export function freshNumber(): DraftNumber {
  return { kind: "near", value: "", tolerance: "", min: "", max: "" };
}

export function freshDraft(topic: string): Draft {
  const options = ["a", "b", "c", "d"].map((id) => ({ id, text: {}, feedback: {} }));
  return {
    type: "single",
    stem: {},
    prompts: [{}, {}, {}],
    options,
    right: [],
    verdict: true,
    blanks: [""],
    numbers: [freshNumber()],
    explanation: {},
    source: {},
    topic,
    difficulty: 2,
    tags: "",
    externalId: "",
  };
}

type Stored = Pick<Required<Schemas["Question"]>, "content" | "topic" | "difficulty" | "tags" | "external_id">;

export function draftOf(question: Stored): Draft {
  const { content } = question;
  const fresh = freshDraft(question.topic.id);
  const key: unknown = content.key;
  const list: readonly unknown[] = Array.isArray(key) ? key : [];
  return {
    ...fresh,
    type: content.type,
    stem: content.stem,
    prompts: content.prompts ?? [],
    options: (content.options ?? []).map(({ id = "", text, feedback = {} }) => ({ id, text, feedback })),
    right: content.type === "single" || content.type === "multiple" ? list.map(String) : [],
    verdict: key !== false,
    blanks: content.type === "blank" ? list.map((one) => (one as readonly string[]).join("\n")) : [""],
    numbers: content.type === "numeric" ? list.map((one) => numberOf(one as Record<string, string>)) : [freshNumber()],
    explanation: content.explanation ?? {},
    source: content.source ?? {},
    difficulty: DIFFICULTIES.find((one) => one === question.difficulty) ?? 2,
    tags: question.tags.join(", "),
    externalId: question.external_id ?? "",
  };
}

function numberOf({ value, tolerance = "", min = "", max = "" }: Record<string, string>): DraftNumber {
  return value === undefined
    ? { kind: "range", value: "", tolerance: "", min, max }
    : { kind: "near", value, tolerance, min: "", max: "" };
}

/** What is sent; the server says what is missing in it. */
export function contentOf(draft: Draft): Content {
  const { type } = draft;
  const feedback = (texts: Texts): { feedback?: Texts } => (isEmpty(texts) ? {} : { feedback: texts });
  return {
    type,
    stem: draft.stem,
    ...(type === "matching" ? { prompts: draft.prompts } : {}),
    ...(hasOptions(type)
      ? {
          options: draft.options.map((option) => ({
            ...(isArranged(type) ? {} : { id: option.id }),
            text: option.text,
            ...feedback(option.feedback),
          })),
        }
      : {}),
    ...(isArranged(type) ? {} : { key: keyOf(draft) }),
    explanation: draft.explanation,
    source: draft.source,
  } as Content;
}

function keyOf(draft: Draft): unknown {
  switch (draft.type) {
    case "true_false":
      return draft.verdict;
    case "blank":
      return Array.from({ length: blankCount(draft.stem) }, (_, place) => spellings(draft.blanks[place] ?? ""));
    case "numeric":
      return draft.numbers.map(({ kind, value, tolerance, min, max }) =>
        kind === "range" ? { min, max } : tolerance.trim() === "" ? { value } : { value, tolerance },
      );
    default:
      return draft.options.map(({ id }) => id).filter((id) => draft.right.includes(id));
  }
}

function spellings(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** How many blanks the stem has, in the language that has most. */
export function blankCount(stem: Texts): number {
  return Math.max(0, ...LANGUAGES.map((one) => blankParts(stem[one] ?? "").length - 1));
}

/** The draft as another type; what the new one has no use for is kept in case the author comes back. */
export function retyped(draft: Draft, type: QuestionType): Draft {
  const right = type === "single" ? draft.right.slice(0, 1) : draft.right;
  const named = isArranged(type) ? draft.options : withIds(draft.options);
  return { ...draft, type, right, options: named };
}

function withIds(options: readonly DraftOption[]): DraftOption[] {
  const named: DraftOption[] = [];
  for (const option of options) named.push(option.id === "" ? { ...option, id: freeId([...options, ...named]) } : option);
  return named;
}

function freeId(options: readonly DraftOption[]): string {
  return Array.from(LETTERS).find((letter) => options.every(({ id }) => id !== letter)) ?? "";
}

export function withOption(draft: Draft): Draft {
  const id = isArranged(draft.type) ? "" : freeId(draft.options);
  return { ...draft, options: [...draft.options, { id, text: {}, feedback: {} }] };
}

export function withoutOption(draft: Draft, place: number): Draft {
  const gone = draft.options[place]?.id;
  return { ...draft, options: without(draft.options, place), right: draft.right.filter((id) => id !== gone || id === "") };
}

/** The list without one of its members. */
export function without<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, at) => at !== place);
}

/** The list with one member replaced. */
export function replaced<T>(list: readonly T[], place: number, value: T): T[] {
  return list.map((old, at) => (at === place ? value : old));
}

/** The list with one member moved by some places; as it was where there is no such place. */
export function movedBy<T>(list: readonly T[], place: number, by: number): readonly T[] {
  const moved = list[place];
  const to = place + by;
  if (moved === undefined || to < 0 || to >= list.length) return list;
  const rest = without(list, place);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** Whether two drafts would be saved alike. */
export function isSame(one: Draft, other: Draft): boolean {
  const facts = ({ topic, difficulty, tags, externalId }: Draft): unknown => [topic, difficulty, tags, externalId];
  return (
    JSON.stringify([contentOf(one), facts(one)]) === JSON.stringify([contentOf(other), facts(other)])
  );
}

function isEmpty(texts: Texts): boolean {
  return LANGUAGES.every((one) => (texts[one] ?? "").trim() === "");
}
