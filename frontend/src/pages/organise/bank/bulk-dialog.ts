import { html } from "lit";
import { ProblemError } from "../../../core/api.ts";
import { t, tn } from "../../../core/i18n.ts";
import { selectField, textField } from "../../../ui/field.ts";
import { DIFFICULTIES, type Topic } from "../contest/blueprint.ts";
import { difficultyName } from "../contest/wording.ts";
import { actionDialog } from "../frame/action-dialog.ts";
import type { BulkChange } from "./banks-api.ts";
import { topicOptions } from "./topic-options.ts";
import { STEPS, stepName, tagsIn } from "./wording.ts";

/** Asks what to do with `number` questions; undefined when it was given up. */
export async function bulkDialog(number: number, topics: readonly Topic[]): Promise<BulkChange | undefined> {
  const given = { topic: "", difficulty: "", add: "", remove: "", step: "" };
  const keep = { value: "", label: t("Leave as it is") };
  const change = (): BulkChange => ({
    ...(given.topic === "" ? {} : { topic: given.topic }),
    ...(given.difficulty === "" ? {} : { difficulty: Number(given.difficulty) }),
    ...(tagsIn(given.add).length === 0 ? {} : { add_tags: tagsIn(given.add) }),
    ...(tagsIn(given.remove).length === 0 ? {} : { remove_tags: tagsIn(given.remove) }),
    ...(given.step === "" ? {} : { step: given.step }),
  });
  const confirmed = await actionDialog({
    heading: tn("Change {n} question", "Change {n} questions", number),
    text: t("Each question is changed by itself. Afterwards you see which ones could not be changed, and why. There is no button that takes it all back."),
    confirm: tn("Change {n} question", "Change {n} questions", number),
    fields: () => html`${selectField({
        name: "bulk-topic",
        label: t("Topic"),
        required: true,
        options: [keep, ...topicOptions(topics)],
        value: given.topic,
        onChange: (value) => (given.topic = value),
      })}
      ${selectField({
        name: "bulk-difficulty",
        label: t("Difficulty"),
        required: true,
        options: [keep, ...DIFFICULTIES.map((one) => ({ value: String(one), label: difficultyName(one) }))],
        value: given.difficulty,
        onChange: (value) => (given.difficulty = value),
      })}
      ${textField({
        name: "bulk-add",
        label: t("Add tags"),
        hint: t("Several are set apart by commas."),
        value: given.add,
        maxlength: 200,
        onInput: (value) => (given.add = value),
      })}
      ${textField({
        name: "bulk-remove",
        label: t("Remove tags"),
        value: given.remove,
        maxlength: 200,
        onInput: (value) => (given.remove = value),
      })}
      ${selectField({
        name: "bulk-step",
        label: t("Status"),
        required: true,
        options: [keep, ...STEPS.map((one) => ({ value: one, label: stepName(one) }))],
        value: given.step,
        onChange: (value) => (given.step = value),
      })}`,
    send: () =>
      Object.keys(change()).length > 0
        ? Promise.resolve()
        : Promise.reject(new ProblemError(400, { detail: t("Say what is to be changed.") })),
  });
  return confirmed ? change() : undefined;
}
