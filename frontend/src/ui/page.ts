import { LitElement } from "lit";
import { startHeader } from "./header.ts";
import { putIntoShell } from "./shell.ts";

export { nextPath, routeParameter, routeParameters, setTitle, signInPath } from "./shell.ts";

/** The root element of a page. It renders into the document itself, so that one sheet styles all. */
export abstract class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Brings the header to life and shows the page. Each entry calls it once, at its end. */
export function showPage(Page: new () => PageElement): void {
  startHeader();
  putIntoShell(Page);
}
