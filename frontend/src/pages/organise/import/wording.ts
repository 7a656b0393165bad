/** What an import is doing, in plain words. */
import { t, tn } from "../../../core/i18n.ts";
import type { Option } from "../../../ui/field.ts";
import type { Topic } from "../contest/blueprint.ts";
import { localised } from "../contest/texts.ts";
import type { BadgeKind } from "../contest/wording.ts";
import type { FilePlace, FirstStatus, ImportItem, QuestionImport, Show } from "./imports-api.ts";

export const SHOWS: readonly Show[] = ["all", "create", "update", "unchanged", "error", "duplicates"];

export function showName(show: Show): string {
  return {
    all: t("All"),
    create: t("New"),
    update: t("Changed"),
    unchanged: t("Unchanged"),
    error: t("With errors"),
    duplicates: t("Nearly the same"),
  }[show];
}

export function countOf(show: Show, counts: QuestionImport["counts"]): number {
  const { create, update, unchanged, error, duplicates } = counts;
  return { all: create + update + unchanged + error, create, update, unchanged, error, duplicates }[show];
}

export function actionBadge(action: ImportItem["action"]): { label: string; kind: BadgeKind } {
  return {
    create: { label: t("New"), kind: "good" as const },
    update: { label: t("Changed"), kind: "accent" as const },
    unchanged: { label: t("Unchanged"), kind: "plain" as const },
    error: { label: t("Error"), kind: "bad" as const },
  }[action];
}

/** A format as people call it; one that is newer than this page by its own name. */
export function formatName(name: string): string {
  const names: Readonly<Record<string, string>> = {
    json: t("Wangan (JSON)"),
    gift: "GIFT",
    aiken: "Aiken",
    moodle: "Moodle XML",
    qti: "QTI",
    "qti-2.1": "QTI 2.1",
    "qti-3.0": "QTI 3.0",
    xlsx: t("Spreadsheet (XLSX, XLS)"),
    csv: t("Spreadsheet (CSV)"),
    text: t("Plain text"),
  };
  return names[name] ?? name;
}

export function statuses(): { value: FirstStatus; label: string; hint: string }[] {
  return [
    { value: "draft", label: t("Draft"), hint: t("Not drawn into papers until somebody has read and published it.") },
    { value: "reviewed", label: t("Reviewed"), hint: t("Read already; it still has to be published.") },
    { value: "published", label: t("Published"), hint: t("Drawn into papers from now on.") },
  ];
}

/** Where in the file: the worksheet, the row or line, or what the question is called there. */
export function placeText(place: FilePlace): string {
  const where = [
    place.table ?? "",
    place.row == null ? "" : t("row {number}", { number: place.row }),
    place.line == null ? "" : t("line {number}", { number: place.line }),
  ].filter(Boolean);
  return where.length === 0 ? (place.item ?? "") : narrowing(where);
}

/** Places, each inside the one before it, as one place. */
export function narrowing(places: readonly string[]): string {
  return places.reduce((outer, inner) => t("{outer}, {inner}", { outer, inner }));
}

/** What an update changes, in the words of the editor. */
export function changesText(changes: readonly string[]): string {
  const names: Readonly<Record<string, string>> = {
    type: t("type"),
    stem: t("stem"),
    prompts: t("prompts"),
    options: t("options"),
    key: t("key"),
    explanation: t("explanation"),
    source: t("source"),
    external_id: t("external id"),
    topic: t("topic"),
    difficulty: t("difficulty"),
    tags: t("tags"),
  };
  return t("Changes: {parts}", { parts: changes.map((name) => names[name] ?? name).join(t(", ")) });
}

/** Every topic with those above it in front, for a list to choose from. */
export function topicOptions(topics: readonly Topic[]): Option[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const pathOf = (topic: Topic): string => {
    const parent = topic.parent === null ? undefined : byId.get(topic.parent);
    return (parent === undefined ? "" : `${pathOf(parent)} / `) + localised(topic.name);
  };
  return [
    { value: "", label: t("Unfiled") },
    ...topics.map((topic) => ({ value: topic.id, label: pathOf(topic) })),
  ];
}

/** How many questions will be written, for the button that does it. */
export function confirmLabel(counts: QuestionImport["counts"]): string {
  const n = countOf("create", counts) + countOf("update", counts);
  return tn("Import {n} question", "Import {n} questions", n);
}
