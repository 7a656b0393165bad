import { html, type TemplateResult } from "lit";

export interface FieldGroupOptions {
  id: string;
  heading: string;
  /** In a sentence, what the group decides. */
  about: string;
  fields: TemplateResult;
}

/** Settings that belong together, under a heading. */
export function fieldGroup({ id, heading, about, fields }: FieldGroupOptions): TemplateResult {
  return html`<section class="card rule-group" aria-labelledby="${id}-heading">
    <div class="rule-head">
      <h2 id="${id}-heading">${heading}</h2>
      <p>${about}</p>
    </div>
    <div class="rule-fields">${fields}</div>
  </section>`;
}
