import { html, type TemplateResult } from "lit";
import { t } from "../../../core/i18n.ts";
import { textField } from "../../../ui/field.ts";
import { fromField, isTimeZone, offsetName } from "../contest/zoned-time.ts";
import type { RuleFields } from "./rule-fields.ts";

/** When the contest is open. */
export function scheduleFields({ draft, set, errors }: RuleFields): TemplateResult {
  const opens = isTimeZone(draft.timezone) ? fromField(draft.opens, draft.timezone) : null;
  return html`<div class="two-columns">
      ${textField({
        name: "opens_at",
        label: t("Opens"),
        type: "datetime-local",
        required: true,
        value: draft.opens,
        errors: errors("opens_at"),
        onInput: (value) => set({ opens: value }),
      })}
      ${textField({
        name: "closes_at",
        label: t("Closes"),
        type: "datetime-local",
        required: true,
        value: draft.closes,
        hint: t("Nobody can answer after this, whenever they started."),
        errors: errors("closes_at"),
        onInput: (value) => set({ closes: value }),
      })}
    </div>
    ${textField({
      name: "timezone",
      label: t("Time zone"),
      required: true,
      value: draft.timezone,
      hint: opens === null
        ? t("A name such as Asia/Shanghai. Days for daily limits begin at midnight there.")
        : t("All times on this page are in this zone ({offset}). Days for daily limits begin at midnight there.", {
            offset: offsetName(opens, draft.timezone),
          }),
      errors: errors("timezone"),
      onInput: (value) => set({ timezone: value.trim() }),
    })}`;
}
