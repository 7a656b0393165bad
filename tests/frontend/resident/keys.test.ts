import { describe, expect, it } from "vitest";
import { keyAction } from "../../../frontend/src/pages/resident/answer/keys.ts";

const press = (key: string, more: object = {}): Parameters<typeof keyAction>[0] => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

describe("keys on the answer page", () => {
  it("chooses by digit and by letter", () => {
    expect(keyAction(press("2"), "question")).toEqual({ kind: "choose", option: 1 });
    expect(keyAction(press("C"), "question")).toEqual({ kind: "choose", option: 2 });
  });

  it("moves by arrows and Enter", () => {
    expect(keyAction(press("ArrowRight"), "control")).toEqual({ kind: "next" });
    expect(keyAction(press("ArrowLeft"), "question")).toEqual({ kind: "previous" });
    expect(keyAction(press("Enter"), "text")).toEqual({ kind: "next" });
  });

  it("leaves Enter to buttons, letters and arrows to text", () => {
    expect(keyAction(press("Enter"), "control")).toBeUndefined();
    expect(keyAction(press("a"), "text")).toBeUndefined();
    expect(keyAction(press("ArrowLeft"), "text")).toBeUndefined();
  });

  it("leaves alone what belongs to an input method or to the browser", () => {
    expect(keyAction(press("Enter", { isComposing: true }), "text")).toBeUndefined();
    expect(keyAction(press("Process"), "text")).toBeUndefined();
    expect(keyAction(press("a", { ctrlKey: true }), "question")).toBeUndefined();
    expect(keyAction(press("Tab"), "question")).toBeUndefined();
  });
});
