import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Warns before the page is left while something on it was not saved. */
export class UnsavedGuard implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly isUnsaved: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeunload", this.#warn);
  }

  hostDisconnected(): void {
    removeEventListener("beforeunload", this.#warn);
  }

  #warn = (event: BeforeUnloadEvent): void => {
    if (!this.isUnsaved()) return;
    event.preventDefault();
    // Chromium below 119 asks only when this is set; browsers show words of their own.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- needed by the oldest browsers
    event.returnValue = true;
  };
}
