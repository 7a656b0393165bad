import { expect, test } from "vitest";
import {
  acceptedFrom,
  isAcceptedNumber,
  linesOf,
} from "../../../frontend/src/pages/organise/rulings/accepted-line.ts";

test("each line is a value, a value with its tolerance, or a range", () => {
  expect(acceptedFrom("5\n\n 3.14 ± 0.01 \n-3 +/- 1\n1 – 5\n-2～-1\n1 to 5\n10至20")).toEqual([
    { value: "5" },
    { value: "3.14", tolerance: "0.01" },
    { value: "-3", tolerance: "1" },
    { min: "1", max: "5" },
    { min: "-2", max: "-1" },
    { min: "1", max: "5" },
    { min: "10", max: "20" },
  ]);
});

test("what was written comes back", () => {
  const accepted = [{ value: "5" }, { value: "3.14", tolerance: "0.01" }, { min: "-2", max: "-1" }];
  expect(acceptedFrom(linesOf(accepted))).toEqual(accepted);
});

test.each([{ value: "five" }, { value: "5", tolerance: "-1" }, { min: "8", max: "7" }, { min: "8", max: "" }])(
  "%o cannot be accepted",
  (accepted) => {
    expect(isAcceptedNumber(accepted)).toBe(false);
  },
);

test.each([{ value: "1,000" }, { value: "−5", tolerance: "0" }, { min: "7", max: "7" }])("%o can", (accepted) => {
  expect(isAcceptedNumber(accepted)).toBe(true);
});
