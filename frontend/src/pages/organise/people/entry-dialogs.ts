/** Decisions about one person, each with a reason that goes on record. */
import { html, type TemplateResult } from "lit";
import { formatDuration } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { textArea } from "../../../ui/field.ts";
import { actionDialog } from "../frame/action-dialog.ts";
import { decide } from "./entries-api.ts";
import type { Entry } from "./entry.ts";
import { ORDINARY_PERCENT, timeAt, USUAL_PERCENTS } from "./extra-time.ts";

export function extraTimeDialog(entry: Entry, limitS: number): Promise<boolean> {
  let percent = entry.time_factor_percent;
  let reason = "";
  const percents = [...new Set([...USUAL_PERCENTS, percent])].sort((one, other) => one - other);
  return actionDialog({
    heading: t("Extra time for {name}", { name: entry.name }),
    text: entry.attempt_open
      ? t("The attempt in progress is lengthened at once, as far as the end of the contest allows. Less time than before takes nothing back from it.")
      : t("It holds for every attempt from now on, as far as the end of the contest allows."),
    confirm: t("Save"),
    fields: (errors) => html`${choiceGroup({
      name: "time_factor_percent",
      legend: t("Time for one attempt"),
      type: "radio",
      choices: percents.map((one) => ({
        value: String(one),
        label:
          one === ORDINARY_PERCENT
            ? t("{time} (no extra time)", { time: formatDuration(timeAt(one, limitS)) })
            : t("{time} ({percent}%)", { time: formatDuration(timeAt(one, limitS)), percent: one }),
      })),
      chosen: [String(percent)],
      errors: errors("time_factor_percent"),
      onChange: ([value]) => (percent = Number(value)),
    })}
    ${reasonField(reason, errors, (value) => (reason = value))}`,
    send: () => decide(entry.id, "extra-time", { time_factor_percent: percent, reason }),
  });
}

export function disqualifyDialog(entry: Entry): Promise<boolean> {
  let reason = "";
  return actionDialog({
    heading: t("Disqualify {name}?", { name: entry.name }),
    text: t("The entry leaves the boards with their next renewal, and no further attempt can be started. Attempts and score are kept, and you can reinstate the entry."),
    confirm: t("Disqualify"),
    kind: "danger",
    fields: (errors) => reasonField(reason, errors, (value) => (reason = value)),
    send: () => decide(entry.id, "disqualify", { reason }),
  });
}

export function reinstateDialog(entry: Entry): Promise<boolean> {
  let reason = "";
  return actionDialog({
    heading: t("Reinstate {name}?", { name: entry.name }),
    text: t("The entry returns to the boards with the score it has."),
    confirm: t("Reinstate"),
    fields: (errors) => reasonField(reason, errors, (value) => (reason = value)),
    send: () => decide(entry.id, "reinstate", { reason }),
  });
}

function reasonField(
  reason: string,
  errors: (field: string) => string[],
  onInput: (value: string) => unknown,
): TemplateResult {
  return textArea({
    name: "reason",
    label: t("Reason"),
    required: true,
    value: reason,
    rows: 2,
    maxlength: 300,
    hint: t("Kept in the record of this contest."),
    errors: errors("reason"),
    onInput,
  });
}
