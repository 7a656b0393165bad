import { describe, expect, it } from "vitest";
import { addressOf, filtersIn, isRestricted, queryOf } from "../../../frontend/src/pages/organise/bank/filters.ts";
import { Selection } from "../../../frontend/src/pages/organise/bank/selection.ts";
import { withDescendants } from "../../../frontend/src/pages/organise/bank/topic-options.ts";
import { tagsIn } from "../../../frontend/src/pages/organise/bank/wording.ts";

describe("the filters of a list of questions", () => {
  it("are found again in the address, unknown ones are passed over", () => {
    const filters = filtersIn("?search=wlaq&type=single&colour=red");
    expect(addressOf(filters)).toBe("?search=wlaq&type=single");
    expect(filtersIn(addressOf(filters))).toEqual(filters);
    expect(addressOf(filtersIn(""))).toBe("");
  });

  it("ask the API how often a question is used by numbers", () => {
    expect(queryOf(filtersIn("?used=never"))).toBe("used_max=0");
    expect(queryOf(filtersIn("?used=once&tag=a b"))).toBe("tag=a+b&used_min=1&used_max=1");
    expect(queryOf(filtersIn("?used=nonsense"))).toBe("");
  });

  it("restrict nothing when only the order is set", () => {
    expect(isRestricted(filtersIn("?sort=used"))).toBe(false);
    expect(isRestricted(filtersIn("?status=draft"))).toBe(true);
  });
});

describe("the chosen questions", () => {
  it("are those ticked, or all that fit until one of them is unticked", () => {
    const selection = new Selection();
    selection.setAll(["1", "2"], true);
    expect([selection.count(9), selection.hasAll(["1", "2"]), selection.has("3")]).toEqual([2, true, false]);
    selection.setEverything();
    expect([selection.count(9), selection.has("3")]).toEqual([9, true]);
    selection.set("2", false);
    expect([selection.isEverything, selection.ids]).toEqual([false, ["1"]]);
  });

  it("are never all of none", () => {
    expect(new Selection().hasAll([])).toBe(false);
  });
});

it("a topic is taken with all below it, however deep", () => {
  const topic = (id: string, parent: string | null) => ({ id, parent, name: { en: id }, counts: [] });
  const topics = [topic("grandchild", "child"), topic("child", "top"), topic("top", null), topic("other", null)];
  expect(withDescendants(topics, "top")).toEqual(new Set(["top", "child", "grandchild"]));
});

it("tags are set apart by the commas of both languages, each once", () => {
  expect(tagsIn(" 钓鱼，邮件, mail;钓鱼、 ")).toEqual(["钓鱼", "邮件", "mail"]);
});
