import { html } from "lit";
import { t } from "../../../core/i18n.ts";
import { selectField } from "../../../ui/field.ts";
import type { Texts } from "../contest/texts.ts";
import { textsField } from "../fields/texts-field.ts";
import { actionDialog } from "../frame/action-dialog.ts";
import { changeBank, type Bank } from "./banks-api.ts";

/** Renames a bank, or says whether its texts need a second reader; true when it was saved. */
export function bankDialog(bank: Bank): Promise<boolean> {
  let name: Texts = bank.name;
  let second = bank.needs_second_reader ? "yes" : "no";
  return actionDialog({
    heading: t("Settings of the bank"),
    text: "",
    confirm: t("Save"),
    fields: (errors) => html`${textsField({
        name: "name",
        legend: t("Name of the bank"),
        texts: name,
        maxlength: 200,
        errors: (field) => errors(field),
        onInput: (texts) => (name = texts),
      })}
      ${selectField({
        name: "needs_second_reader",
        label: t("Who lets a text through"),
        required: true,
        value: second,
        options: [
          { value: "no", label: t("Anybody who writes in the bank, also its author") },
          { value: "yes", label: t("Somebody who did not write it") },
        ],
        onChange: (value) => (second = value),
      })}`,
    send: () => changeBank(bank, { name, needs_second_reader: second === "yes" }),
  });
}
