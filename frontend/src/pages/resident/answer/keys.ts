/** What a key means on the answer page. */

export type KeyAction =
  | { kind: "next" | "previous" }
  /** The option at this place, counted from 0. */
  | { kind: "choose"; option: number };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">;

/** Where the focus is: in a text field, letters and arrows belong to the text. */
export type KeyPlace = "text" | "control" | "question";

/** The action of a key, or undefined where the browser should do what it always does. */
export function keyAction(event: Key, place: KeyPlace): KeyAction | undefined {
  // "Process" is what some browsers say while an input method is composing.
  if (event.isComposing || event.key === "Process") return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "Enter") return place === "control" ? undefined : { kind: "next" };
  if (place === "text") return undefined;
  if (event.key === "ArrowRight") return { kind: "next" };
  if (event.key === "ArrowLeft") return { kind: "previous" };
  if (/^[1-9]$/.test(event.key)) return { kind: "choose", option: Number(event.key) - 1 };
  if (/^[a-z]$/i.test(event.key)) {
    return { kind: "choose", option: event.key.toLowerCase().charCodeAt(0) - "a".charCodeAt(0) };
  }
  return undefined;
}
