/** Text in both languages, as organisers write it. */
import { language } from "../../../core/i18n.ts";

export const LANGUAGES = ["zh-Hans", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** `{"zh-Hans": "…", "en": "…"}`; a language that is missing or blank was not written yet. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** The name of a language in that language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  "zh-Hans": "简体中文",
  en: "English",
};

/** The text in the reader's language or, where it is missing, in the other; "" where there is none. */
export function localised(texts: Texts | null | undefined, wanted = language()): string {
  if (texts === null || texts === undefined) return "";
  const first: Language = wanted.startsWith("en") ? "en" : "zh-Hans";
  const second: Language = first === "en" ? "zh-Hans" : "en";
  return texts[first] || texts[second] || "";
}

/** The texts with one language changed. Blank ones are left out, as the API wants it. */
export function withText(texts: Texts, changed: Language, text: string): Texts {
  const kept = LANGUAGES.map((one) => [one, one === changed ? text : (texts[one] ?? "")] as const);
  return Object.fromEntries(kept.filter(([, value]) => value.trim() !== ""));
}

/** The languages in which something is written. */
export function languagesOf(texts: Texts): Language[] {
  return LANGUAGES.filter((one) => (texts[one] ?? "").trim() !== "");
}
