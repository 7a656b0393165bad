import type { ReactiveController, ReactiveControllerHost, TemplateResult } from "lit";
import { errorState, skeleton } from "./states.ts";

/**
 * Something a page loads: shows grey bars while loading, and the error with "Try again" when it
 * failed. Reloading keeps the old value on show until the new one is there.
 */
export class Resource<T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  loading = false;
  #abort: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: (signal: AbortSignal) => Promise<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.reload();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  /** Loads anew; a load that is still running is dropped. */
  async reload(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    this.error = undefined;
    this.host.requestUpdate();
    try {
      const value = await this.load(abort.signal);
      if (abort.signal.aborted) return;
      this.value = value;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
    this.host.requestUpdate();
  }

  /** Puts a value in without asking the server, for instance the answer to a PATCH. */
  set(value: T): void {
    this.value = value;
    this.error = undefined;
    this.host.requestUpdate();
  }

  view(ready: (value: T) => TemplateResult, placeholder: TemplateResult = skeleton()): TemplateResult {
    if (this.error !== undefined && this.value === undefined) {
      return errorState(this.error, () => this.reload());
    }
    return this.value === undefined ? placeholder : ready(this.value);
  }
}
