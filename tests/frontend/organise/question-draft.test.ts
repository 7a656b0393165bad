import { describe, expect, it } from "vitest";
import {
  contentOf,
  draftOf,
  freshDraft,
  isSame,
  movedBy,
  retyped,
  withOption,
  withoutOption,
  type Content,
  type Draft,
} from "../../../frontend/src/pages/organise/question/draft.ts";

const texts = (en: string) => ({ en });
const stored = (content: unknown) => ({
  content: content as Content,
  topic: { id: "t1", name: texts("Mail") },
  difficulty: 3 as const,
  tags: ["mail", "网络"],
  external_id: null,
});
const options = ["a", "b"].map((id) => ({ id, text: texts(id), feedback: texts(`why ${id}`) }));
const around = { stem: texts("Question ___"), explanation: {}, source: {} };

describe("a question that is opened and sent unchanged", () => {
  it.each([
    { type: "single", ...around, options, key: ["b"] },
    { type: "multiple", ...around, options, key: ["a", "b"] },
    { type: "true_false", ...around, key: false },
    { type: "blank", ...around, key: [["right", "对"]] },
    { type: "numeric", ...around, key: [{ value: "7", tolerance: "0.5" }, { value: "9" }, { min: "1", max: "2" }] },
    { type: "ordering", ...around, options: options.map(({ text, feedback }) => ({ text, feedback })) },
    {
      type: "matching",
      ...around,
      prompts: [texts("1"), texts("2")],
      options: options.map(({ text }) => ({ text })),
    },
  ])("is what it was: $type", (content) => {
    expect(contentOf(draftOf(stored(content)))).toEqual(content);
  });
});

describe("a draft", () => {
  const draft: Draft = { ...freshDraft("t1"), stem: texts("What?"), right: ["b"] };

  it("sends its key in the order of the options, and forgets an option's rightness with it", () => {
    const two = { ...retyped(draft, "multiple"), right: ["c", "a"] };
    expect(contentOf(two).key).toEqual(["a", "c"]);
    expect(withoutOption(two, 0).right).toEqual(["c"]);
  });

  it("gives a new option the first letter that is free", () => {
    expect(withOption(withoutOption(draft, 1)).options.map(({ id }) => id)).toEqual(["a", "c", "d", "b"]);
  });

  it("names options again when it comes back from a type without ids", () => {
    const added = withOption(retyped({ ...draft, options: [] }, "ordering"));
    expect(retyped(withOption(added), "single").options.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("keeps one right option when it becomes a single choice", () => {
    expect(retyped({ ...draft, type: "multiple", right: ["a", "b"] }, "single").right).toEqual(["a"]);
  });

  it("is the same as another when both would be saved alike", () => {
    expect(isSame(draft, { ...draft, blanks: ["unused"] })).toBe(true);
    expect(isSame(draft, { ...draft, tags: "mail" })).toBe(false);
  });
});

it("something is moved by a place, and stays where there is none", () => {
  expect(movedBy(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(movedBy(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
});
