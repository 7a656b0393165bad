import { render, type TemplateResult } from "lit/html.js";

/** A custom element that draws itself with Lit's templates alone, where every kilobyte counts. */
export abstract class PlainElement extends HTMLElement {
  updateComplete: Promise<void> = Promise.resolve();
  #asked = false;

  connectedCallback(): void {
    this.requestUpdate();
  }

  /** Draws anew once the work at hand is done, however often it is called until then. */
  requestUpdate(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.updateComplete = Promise.resolve().then(() => {
      this.#asked = false;
      render(this.render(), this);
    });
  }

  protected abstract render(): TemplateResult;
}
