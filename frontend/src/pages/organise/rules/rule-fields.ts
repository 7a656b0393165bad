import { html, type TemplateResult } from "lit";
import type { RulesDraft } from "./draft.ts";

/** What the groups of fields on the rules page work with. */
export interface RuleFields {
  draft: RulesDraft;
  /** A code is stored already, though nobody can read it. */
  hasCode: boolean;
  /** The contest is published: what people have been promised cannot be changed. */
  locked: boolean;
  set: (change: Partial<RulesDraft>) => unknown;
  errors: (field: string) => readonly string[];
}

/** Fields that nobody can change once the contest is published. */
export function promised({ locked }: RuleFields, content: TemplateResult): TemplateResult {
  return html`<fieldset class="plain-group" ?disabled=${locked}>${content}</fieldset>`;
}

/** A field's number as the API has it: an empty field is null. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** A number of the API for a field. */
export function orEmpty(value: number | null | undefined): number {
  return value ?? NaN;
}
