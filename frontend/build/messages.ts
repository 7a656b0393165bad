/** The texts one module asks to have translated, in the order they appear. */
export interface ModuleMessages {
  single: string[];
  plural: [one: string, other: string][];
}

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"`;
const SINGLE = new RegExp(String.raw`(?<![\w.$])t\(\s*(${STRING})`, "g");
const PLURAL = new RegExp(String.raw`(?<![\w.$])tn\(\s*(${STRING})\s*,\s*(${STRING})`, "g");

const text = (literal: string): string => JSON.parse(literal) as string;

/**
 * Finds `t("…")` and `tn("…", "…", n)` in TypeScript source.
 *
 * The lint rules insist on plain double-quoted literals there, so that this search and the one in
 * `config/messages.py` can be the same regular expressions and always agree.
 */
export function findMessages(source: string): ModuleMessages {
  return {
    single: Array.from(source.matchAll(SINGLE), (match) => text(match[1] ?? '""')),
    plural: Array.from(source.matchAll(PLURAL), (match) => [
      text(match[1] ?? '""'),
      text(match[2] ?? '""'),
    ]),
  };
}
