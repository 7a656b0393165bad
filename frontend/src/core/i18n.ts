/** Texts: English in the source, replaced by the catalogue the shell sends with the page. */

/** Message → translation; for a plural message, the forms for one and for other counts. */
export type Catalogue = Readonly<Record<string, string | readonly [one: string, other: string]>>;

export type Values = Readonly<Record<string, string | number>>;

let catalogue: Catalogue | undefined;
let locale: string | undefined;

/** Sets texts and language by hand: for tests, and for hosts without a page. */
export function setCatalogue(texts: Catalogue, language: string): void {
  catalogue = texts;
  locale = language;
}

/** The page's language as a BCP 47 tag, `zh-Hans` or `en`. */
export function language(): string {
  locale ??= typeof document === "undefined" ? "en" : document.documentElement.lang || "en";
  return locale;
}

function texts(): Catalogue {
  if (catalogue === undefined) {
    const source = typeof document === "undefined" ? null : document.getElementById("catalogue");
    catalogue = source?.textContent ? (JSON.parse(source.textContent) as Catalogue) : {};
  }
  return catalogue;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text in the page's language. `{name}` in it is replaced by `values.name`. */
export function t(message: string, values: Values = {}): string {
  const translated = texts()[message];
  return fill(typeof translated === "string" ? translated : message, values);
}

/** The text for a count, which is also available in it as `{n}`. */
export function tn(one: string, other: string, n: number, values: Values = {}): string {
  const singular = new Intl.PluralRules(language()).select(n) === "one";
  const translated = texts()[one];
  const [forOne, forOther] = Array.isArray(translated)
    ? (translated as [string, string])
    : [one, other];
  return fill(singular ? forOne : forOther, { n, ...values });
}
