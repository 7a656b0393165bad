import type { TemplateResult } from "lit";
import { expect, test, vi } from "vitest";
import { ProblemError } from "../../../frontend/src/core/problem.ts";
import { errorState } from "../../../frontend/src/ui/states.ts";

const problem = (status: number, code: string): ProblemError =>
  new ProblemError(status, { code, detail: "There is nothing at this address." });

/** The texts of a state, and whether it offers to try again. */
function shown(state: TemplateResult): { texts: unknown[]; retry: boolean } {
  return {
    texts: state.values.filter((value) => typeof value === "string"),
    retry: state.values.some((value) => typeof value === "object" && value !== null),
  };
}

test("what is not there is said to be missing, and trying again is not offered", () => {
  expect(shown(errorState(problem(404, "not_found"), vi.fn()))).toEqual({
    texts: ["Not found", "There is nothing at this address."],
    retry: false,
  });
});

test("what failed otherwise can be tried again", () => {
  const { texts, retry } = shown(errorState(problem(409, "conflict"), vi.fn()));
  expect(texts[0]).toBe("This could not be loaded");
  expect(retry).toBe(true);
});
