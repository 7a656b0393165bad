/** What statuses and steps of a question are called. */
import { t } from "../../../core/i18n.ts";
import type { TemplateResult } from "lit";
import { badge } from "../../../ui/states.ts";
import type { QuestionCard } from "./banks-api.ts";

export const STATUSES = ["draft", "reviewed", "published", "retired"] as const;
export type Status = (typeof STATUSES)[number];

export const STEPS = ["review", "publish", "retire", "reopen"] as const;
export type Step = (typeof STEPS)[number];

export function statusName(status: Status): string {
  return { draft: t("Draft"), reviewed: t("Reviewed"), published: t("Published"), retired: t("Retired") }[status];
}

export function statusBadge(status: Status): TemplateResult {
  const kinds = { draft: "caution", reviewed: "accent", published: "good", retired: "plain" } as const;
  return badge(kinds[status], statusName(status));
}

export function stepName(step: Step): string {
  return { review: t("Let through"), publish: t("Publish"), retire: t("Retire"), reopen: t("Back to draft") }[step];
}

/** What else is worth knowing at a glance. */
export function waitingBadge({ has_unreviewed_text }: Pick<QuestionCard, "has_unreviewed_text">): TemplateResult | "" {
  return has_unreviewed_text ? badge("caution", t("New text not reviewed")) : "";
}

/** Tags as somebody types them: apart by commas, in either language's form. */
export function tagsIn(text: string): string[] {
  const tags = text.split(/[,，、;；\n]/).map((tag) => tag.trim());
  return tags.filter((tag, place) => tag !== "" && tags.indexOf(tag) === place);
}
