import { expect, test } from "vitest";
import { inOrder, moved, paired } from "../../../frontend/src/core/arranging.ts";

const items = ["a", "b", "c", "d"].map((id) => ({ id }));
const ids = (shown: readonly { id: string }[]): string => shown.map(({ id }) => id).join("");

test("items stand in the order of the response, and as listed without one", () => {
  expect(ids(inOrder(items, ["c", "a", "d", "b"]))).toBe("cadb");
  expect(ids(inOrder(items, []))).toBe("abcd");
});

test("an item moves to its new place, and those between make room", () => {
  expect(moved(items, 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moved(items, 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(items, 1, 1)).toEqual(["a", "b", "c", "d"]);
});

test("each prompt keeps its option while another is chosen", () => {
  expect(paired(3, [], 1, "b")).toEqual(["", "b", ""]);
  expect(paired(3, ["", "b", ""], 0, "a")).toEqual(["a", "b", ""]);
  expect(paired(2, ["a"], 1, "c")).toEqual(["a", "c"]);
});

test("when the last choice is taken back, nothing is answered", () => {
  expect(paired(2, ["a", ""], 0, "")).toEqual([]);
});
