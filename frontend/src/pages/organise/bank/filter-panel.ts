import { html, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { selectField, textField, type Option } from "../../../ui/field.ts";
import { DIFFICULTIES, QUESTION_TYPES, type Topic } from "../contest/blueprint.ts";
import { LANGUAGES, LANGUAGE_NAMES } from "../contest/texts.ts";
import { difficultyName, nameOf, typeName } from "../contest/wording.ts";
import type { QuestionCounts } from "./banks-api.ts";
import type { FilterName, Filters } from "./filters.ts";
import { topicOptions, withDescendants } from "./topic-options.ts";
import { STATUSES, statusName } from "./wording.ts";

export interface FilterPanelOptions {
  filters: Filters;
  topics: readonly Topic[];
  /** Undefined until they are counted. */
  counts: QuestionCounts | undefined;
  onChange: (name: FilterName, value: string) => unknown;
}

/** What the list may be restricted by; beside each value how many questions it would leave. */
export function filterPanel(options: FilterPanelOptions): TemplateResult {
  const { filters, counts, onChange } = options;
  const select = (name: FilterName, label: string, any: string, values: readonly Option[]): TemplateResult =>
    selectField({
      name,
      label,
      required: true,
      value: filters[name],
      options: [{ value: "", label: any }, ...values],
      onChange: (value) => onChange(name, value),
    });
  const text = (name: FilterName, label: string): TemplateResult =>
    textField({
      name,
      label,
      type: "search",
      required: true,
      maxlength: 200,
      value: filters[name],
      onInput: (value) => onChange(name, value),
    });
  const counted = (label: string, of: Record<string, number> | undefined, value: string | number): string =>
    of === undefined ? label : `${label} (${formatNumber(of[value] ?? 0)})`;
  const rare = filters.language !== "" || filters.tag !== "" || filters.source !== "" || filters.used !== "";
  return html`<div class="bank-filters no-print" role="search">
    <div class="bank-filters-main">
      ${text("search", t("Search: words, or initials of the pinyin"))}
      ${select("topic", t("Topic"), t("All topics"), topicChoices(options))}
      ${select("type", t("Type"), t("All types"), QUESTION_TYPES.map((value) => ({
        value,
        label: counted(typeName(value), counts?.type, value),
      })))}
      ${select("difficulty", t("Difficulty"), t("All difficulties"), DIFFICULTIES.map((value) => ({
        value: String(value),
        label: counted(difficultyName(value), counts?.difficulty, value),
      })))}
      ${select("status", t("Status"), t("All statuses"), STATUSES.map((value) => ({
        value,
        label: counted(statusName(value), counts?.status, value),
      })))}
      ${select("sort", t("Order"), t("Newest first"), [
        { value: "changed", label: t("Last changed first") },
        { value: "external_id", label: t("By external id") },
        { value: "used", label: t("Most used first") },
      ])}
    </div>
    <details class="more" ?open=${rare}>
      <summary>${t("More filters")}</summary>
      <div class="bank-filters-main">
        ${select("language", t("Written in"), t("Any language"), LANGUAGES.map((value) => ({
          value,
          label: LANGUAGE_NAMES[value],
        })))}
        ${select("used", t("Used in papers"), t("However often"), [
          { value: "never", label: t("Never") },
          { value: "once", label: t("Once") },
          { value: "often", label: t("Twice or more") },
        ])}
        ${select("tag", t("Tag"), t("Any tag"), tagChoices(options))} ${text("source", t("Source contains"))}
      </div>
    </details>
  </div>`;
}

function topicChoices({ topics, counts }: FilterPanelOptions): Option[] {
  const number = (topic: Topic): number =>
    Array.from(withDescendants(topics, topic.id)).reduce((sum, id) => sum + (counts?.topic[id] ?? 0), 0);
  return topicOptions(topics, (topic) =>
    counts === undefined ? nameOf(topic) : `${nameOf(topic)} (${formatNumber(number(topic))})`,
  );
}

/** The chosen tag stays on offer, also where no question has it any more. */
function tagChoices({ filters, counts }: FilterPanelOptions): Option[] {
  const known = Object.entries(counts?.tag ?? {}).map(([value, number]) => ({
    value,
    label: `${value} (${formatNumber(number)})`,
  }));
  const missing = filters.tag !== "" && known.every(({ value }) => value !== filters.tag);
  return missing ? [{ value: filters.tag, label: filters.tag }, ...known] : known;
}
