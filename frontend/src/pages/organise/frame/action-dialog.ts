import { html, nothing, type TemplateResult } from "lit";
import { ProblemError } from "../../../core/api.ts";
import { t } from "../../../core/i18n.ts";
import type { ButtonKind } from "../../../ui/button.ts";
import { openDialog } from "../../../ui/dialog.ts";
import { problemText } from "../../../ui/problem-text.ts";
import { notice } from "../../../ui/states.ts";

export interface ActionDialogOptions {
  heading: string;
  /** What will happen. */
  text: string | TemplateResult;
  confirm: string;
  kind?: ButtonKind;
  /** Fields to fill in first; `errors` are those of the last try. */
  fields?: (errors: (field: string) => string[]) => TemplateResult;
  send: () => Promise<unknown>;
}

/**
 * Says what an action does, asks for what it needs, and does it. A refusal is shown in the dialog,
 * at the field it is about, until it goes through (true) or is given up (false).
 */
export async function actionDialog(options: ActionDialogOptions): Promise<boolean> {
  let error: unknown;
  const errors = (field: string): string[] => (error instanceof ProblemError ? error.about(field) : []);
  for (;;) {
    const answer = await openDialog({
      heading: options.heading,
      content: html`${error === undefined ? nothing : notice("bad", failureText(error))}
        ${typeof options.text === "string" ? html`<p>${options.text}</p>` : options.text}
        ${options.fields?.(errors) ?? nothing}`,
      actions: [
        { value: "", label: t("Go back") },
        { value: "confirm", label: options.confirm, kind: options.kind ?? "primary" },
      ],
    });
    if (answer !== "confirm") return false;
    try {
      await options.send();
      return true;
    } catch (failure) {
      error = failure;
    }
  }
}

function failureText(error: unknown): string {
  const details = error instanceof ProblemError ? error.errors.map(({ detail }) => detail) : [];
  return details.length === 0 ? problemText(error) : details.join(" ");
}
