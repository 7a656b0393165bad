/** The only place where a string becomes HTML. */

/** What a browser with Trusted Types offers; others have none of it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
// Nothing is cleaned here: the server has sanitised these bodies when they were written, and this
// policy exists so that no other string can take the same way.
const policy = trustedTypes?.createPolicy("wangan", { createHTML: (html) => html });

/** A fragment of HTML that the server sanitised, for use in a Lit template. */
export function sanitisedHtml(html: string): DocumentFragment {
  const template = document.createElement("template");
  // eslint-disable-next-line no-restricted-properties -- the one reviewed place
  template.innerHTML = policy?.createHTML(html) ?? html;
  return template.content;
}
