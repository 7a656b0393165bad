import { html, type TemplateResult } from "lit";
import { PageElement } from "../../../ui/page.ts";
import type { Resource } from "../../../ui/resource.ts";
import { skeleton } from "../../../ui/states.ts";
import { AccessRefused, refusalView } from "./access.ts";

/** A page of the organisers' area. It says who may not be here instead of showing a bare error. */
export abstract class OrganisePage extends PageElement {
  /** The page once `resource`, loaded with `asOrganiser`, is there. */
  protected guarded<T>(resource: Resource<T>, ready: (value: T) => TemplateResult): TemplateResult {
    if (resource.error instanceof AccessRefused) return refusalView(resource.error);
    return html`<div class="page wrap">${resource.view(ready, skeleton(6))}</div>`;
  }
}
