import { afterEach, expect, it, vi } from "vitest";
import { addressOf, chosenIn } from "../../../frontend/src/pages/organise/import/address.ts";
import { lossesOf } from "../../../frontend/src/pages/organise/import/losses.ts";
import { confirmLabel, countOf, placeText, topicOptions } from "../../../frontend/src/pages/organise/import/wording.ts";

const counts = { create: 3, update: 2, unchanged: 10, error: 1, duplicates: 4 };

afterEach(() => vi.unstubAllGlobals());

it("what is lost is told once for all questions that it is about", () => {
  const error = { row: 1, column: "", code: "language_not_kept" };
  expect(
    lossesOf([
      { ...error, detail: "One language only.", item: "q-1" },
      { ...error, detail: "No difficulty.", item: "q-1" },
      { ...error, detail: "One language only.", item: "", row: 7 },
      { ...error, detail: "One language only.", item: "q-1" },
    ]),
  ).toEqual([
    { detail: "One language only.", items: ["q-1", "7"] },
    { detail: "No difficulty.", items: ["q-1"] },
  ]);
});

it("the address keeps which file is looked at, and what of it", () => {
  vi.stubGlobal("location", { pathname: "/organise/banks/b/import" });
  const chosen = { id: "0192", show: "error" as const };
  const address = addressOf(chosen);
  expect(address).toBe("/organise/banks/b/import?file=0192&show=error");
  expect(chosenIn(address.slice(address.indexOf("?")))).toEqual(chosen);
  expect(addressOf({ id: "", show: "error" })).toBe("/organise/banks/b/import");
  expect(chosenIn("?show=nonsense")).toEqual({ id: "", show: "all" });
});

it("every question is counted once, and near-duplicates beside them", () => {
  expect(countOf("all", counts)).toBe(16);
  expect(countOf("duplicates", counts)).toBe(4);
  expect(confirmLabel(counts)).toBe("Import 5 questions");
});

it("a place is told by worksheet, row and line, or by the question's name", () => {
  const nowhere = { table: null, row: null, line: null, item: null, column: null };
  expect(placeText({ ...nowhere, table: "Sheet1", row: 3 })).toBe("Sheet1, row 3");
  expect(placeText({ ...nowhere, line: 12, item: "q-1" })).toBe("line 12");
  expect(placeText({ ...nowhere, item: "q-1" })).toBe("q-1");
});

it("topics are listed with those above them", () => {
  const topic = { slug: "", total: 0, counts: [], is_used: false };
  expect(
    topicOptions([
      { ...topic, id: "1", parent: null, name: { en: "Fraud" } },
      { ...topic, id: "2", parent: "1", name: { en: "Calls" } },
    ]).map(({ label }) => label),
  ).toEqual(["Unfiled", "Fraud", "Fraud / Calls"]);
});
