import type { ReactiveController, ReactiveControllerHost, TemplateResult } from "lit";
import { nothing } from "lit/html.js";
import { ProblemError } from "../core/problem.ts";
import { problemText } from "./problem-text.ts";
import { notice } from "./states.ts";

/**
 * The state of one form: whether it is being sent, and what the server found wrong with it.
 *
 * After a refusal the focus moves to the first field in error, or to the summary.
 */
export class Form implements ReactiveController {
  busy = false;
  #error: unknown;
  #fields: readonly string[];

  /** `fields` are the names whose errors are shown beside them; all others go to the summary. */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    fields: readonly string[],
  ) {
    this.#fields = fields;
    host.addController(this);
  }

  hostConnected(): void {
    this.busy = false;
  }

  /** Runs `send` unless it is running already; true when it went through. */
  async submit(send: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#error = undefined;
    this.host.requestUpdate();
    try {
      await send();
      return true;
    } catch (error) {
      this.#error = error;
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
      if (this.#error !== undefined) void this.#showError();
    }
  }

  /** Forgets what was wrong, for instance because the form is shown anew. */
  clear(): void {
    this.#error = undefined;
    this.host.requestUpdate();
  }

  errors(field: string): string[] {
    return this.#error instanceof ProblemError ? this.#error.about(field) : [];
  }

  /** What is wrong with the whole, to stand above the fields. */
  summary(): TemplateResult | typeof nothing {
    const error = this.#error;
    if (error === undefined) return nothing;
    if (error instanceof ProblemError && error.errors.length > 0) {
      const shown = this.#fields.some((field) => error.about(field).length > 0);
      const rest = error.errors.filter(
        ({ pointer }) => !this.#fields.includes(pointer.replace(/^[#/]+/, "")),
      );
      if (rest.length > 0) return notice("bad", rest.map(({ detail }) => detail).join(" "));
      if (shown) return nothing;
    }
    return notice("bad", problemText(error));
  }

  async #showError(): Promise<void> {
    await this.host.updateComplete;
    const field = this.host.querySelector<HTMLElement>("[aria-invalid='true']");
    const target = field ?? this.host.querySelector<HTMLElement>(".notice.bad");
    if (target !== null && field === null) target.tabIndex = -1;
    target?.focus();
  }
}

/** The text values of a submitted form, trimmed, and the event stopped. */
export function formValues(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const values: Record<string, string> = {};
  new FormData(event.target as HTMLFormElement).forEach((value, name) => {
    // A password may well begin or end with a space.
    if (typeof value === "string") values[name] = name.includes("password") ? value : value.trim();
  });
  return values;
}
