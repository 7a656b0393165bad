import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Section, SectionSupply } from "../contest/blueprint.ts";
import { fetchSupply } from "./bank-api.ts";

const PAUSE_MS = 350;

/** Keeps asking what the bank can supply while sections change: once they rest, the newest only. */
export class SupplyWatch implements ReactiveController {
  /** For each section in order; undefined until known. */
  supply: readonly SectionSupply[] | undefined;
  error: unknown;
  asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  #asked = "";

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  /** Asks about these sections, unless that is what was asked last. */
  ask(sections: readonly Section[]): void {
    const question = JSON.stringify(sections);
    if (question === this.#asked) return;
    this.#asked = question;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.asking = sections.length > 0;
    if (sections.length === 0) this.supply = [];
    else this.#timer = setTimeout(() => void this.#send(sections), PAUSE_MS);
  }

  /** Asks the same again, after a failure. */
  retry(sections: readonly Section[]): void {
    this.#asked = "";
    this.ask(sections);
    this.host.requestUpdate();
  }

  async #send(sections: readonly Section[]): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.error = undefined;
    try {
      const supply = await fetchSupply(sections, abort.signal);
      if (abort.signal.aborted) return;
      this.supply = supply;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.supply = undefined;
      this.error = error;
    }
    this.asking = false;
    this.host.requestUpdate();
  }
}
