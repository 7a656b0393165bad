import { describe, expect, test } from "vitest";
import { readNumber } from "../../../frontend/src/core/numbers.ts";

describe("a written number is read as the server reads it", () => {
  test.each(["5", " -2 ", "+3.50", ".5", "1,000", "12,345,678.9", "2e3", "１２．５", "−7", "1e-12"])("%s is one", (text) => {
    expect(readNumber(text)).toBe("number");
  });

  test.each(["", "-", "3.", "1,", "1,00", "1,0000", "2e", "2e-", "."])("%s may become one", (text) => {
    expect(readNumber(text)).toBe("unfinished");
  });

  test.each(["五", "5 元", "3.1.4", "e5", "1 000", "NaN", "½", "٣", "0x10", "1e1234", "1".repeat(41)])(
    "%s is none",
    (text) => {
      expect(readNumber(text)).toBe("other");
    },
  );
});
