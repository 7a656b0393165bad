import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { selectField, textField } from "../../../ui/field.ts";
import { topicOptions } from "../bank/topic-options.ts";
import { DIFFICULTIES, QUESTION_TYPES, type QuestionType, type Topic } from "../contest/blueprint.ts";
import { difficultyName, typeName } from "../contest/wording.ts";
import { textsField } from "../fields/texts-field.ts";
import { answerFields } from "./answer-fields.ts";
import { retyped, type Draft } from "./draft.ts";

export interface QuestionEditorOptions {
  draft: Draft;
  topics: readonly Topic[];
  /** A question keeps its type; only a new one may still become another. */
  isNew: boolean;
  /** By the name of the field in the request. */
  errors: (field: string) => string[];
  onChange: (draft: Draft) => unknown;
  /** The stem was written to its end. */
  onStem: () => unknown;
}

/** The fields of a question, side by side in both languages. */
export function questionEditor(options: QuestionEditorOptions): TemplateResult {
  const { draft, topics, errors, onChange } = options;
  const content = (pointer: string): string[] => errors(`content/${pointer}`);
  const text = (part: "stem" | "explanation" | "source", legend: string, rows: number, hint?: string): TemplateResult =>
    textsField({
      name: `content/${part}`,
      legend,
      texts: draft[part],
      rows,
      maxlength: 20_000,
      errors,
      onInput: (texts) => onChange({ ...draft, [part]: texts }),
      ...(hint === undefined ? {} : { hint }),
    });
  return html`${options.isNew
      ? selectField({
          name: "content/type",
          label: t("Type"),
          required: true,
          value: draft.type,
          options: QUESTION_TYPES.map((value) => ({ value, label: typeName(value) })),
          errors: content("type"),
          onChange: (type) => onChange(retyped(draft, type as QuestionType)),
        })
      : nothing}
    <div @change=${options.onStem}>${text("stem", t("Question"), 3)}</div>
    ${answerFields({ draft, errors: content, onChange })}
    ${text("explanation", t("Explanation"), 3, t("Shown in the review, once it is allowed."))}
    ${text("source", t("Source"), 1, t("Where it can be checked: a law and its article, a page."))}
    <div class="two-columns">
      ${selectField({
        name: "topic",
        label: t("Topic"),
        required: true,
        value: draft.topic,
        options: topicOptions(topics),
        errors: errors("topic"),
        onChange: (topic) => onChange({ ...draft, topic }),
      })}
      ${selectField({
        name: "difficulty",
        label: t("Difficulty"),
        required: true,
        value: String(draft.difficulty),
        options: DIFFICULTIES.map((one) => ({ value: String(one), label: difficultyName(one) })),
        errors: errors("difficulty"),
        onChange: (chosen) =>
          onChange({ ...draft, difficulty: DIFFICULTIES.find((one) => String(one) === chosen) ?? 2 }),
      })}
      ${textField({
        name: "tags",
        label: t("Tags"),
        hint: t("Several are set apart by commas."),
        value: draft.tags,
        maxlength: 1000,
        errors: errors("tags"),
        onInput: (tags) => onChange({ ...draft, tags }),
      })}
      ${textField({
        name: "external_id",
        label: t("External id"),
        hint: t("By which another system or a file knows it."),
        value: draft.externalId,
        maxlength: 120,
        errors: errors("external_id"),
        onInput: (externalId) => onChange({ ...draft, externalId }),
      })}
    </div>`;
}
