import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../../../frontend/src/core/problem.ts";
import { FakeLine, iso, sitDown } from "./fake-line.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aWhile = (ms = 1_000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

async function seated(...given: Parameters<typeof sitDown>): ReturnType<typeof sitDown> {
  const sitting = sitDown(...given);
  await aWhile();
  return sitting;
}

describe("answering", () => {
  it("counts what is answered, unanswered and flagged", async () => {
    const { sitting } = await seated();
    sitting.answer(0, ["b"]);
    sitting.answer(1, ["", ""]);
    sitting.flag(2);
    expect([sitting.unanswered, sitting.flagged]).toEqual([2, 1]);
  });

  it("shows an answer as waiting until the server has it", async () => {
    const { sitting, line } = await seated();
    sitting.answer(0, ["b"]);
    expect(sitting.savedAs(0)).toBe("waiting");
    await aWhile();
    expect([sitting.savedAs(0), line.stored.get(0)?.response]).toEqual(["saved", ["b"]]);
  });

  it("keeps an answer waiting while the network is cut, and saves it afterwards", async () => {
    const { sitting, line } = await seated();
    line.cut = true;
    sitting.answer(0, ["b"]);
    await aWhile(30_000);
    expect([sitting.savedAs(0), sitting.save.kind]).toEqual(["waiting", "waiting"]);
    line.cut = false;
    sitting.outbox.flush();
    await aWhile();
    expect([sitting.savedAs(0), sitting.save.kind]).toEqual(["saved", "saved"]);
  });

  it("takes up answers that a closed browser left on the device", async () => {
    const line = new FakeLine();
    const before = await seated(line);
    line.cut = true;
    before.sitting.answer(1, ["c"]);
    await aWhile();
    before.sitting.stop();
    line.cut = false;
    const { sitting } = await seated(line, before.store);
    expect(sitting.responseAt(1)).toEqual(["c"]);
    await aWhile();
    expect(line.stored.get(1)?.response).toEqual(["c"]);
  });

  it("comes back to the question and the flags of before", async () => {
    const { sitting, notes } = await seated();
    sitting.goTo(2);
    sitting.flag(1);
    expect(notes[notes.length - 1]).toEqual({ current: 2, flags: [1] });
  });

  it("goes nowhere beyond the first and the last question", async () => {
    const { sitting } = await seated();
    sitting.goTo(-1);
    sitting.goTo(3);
    expect(sitting.current).toBe(0);
  });

  it("takes up with a fresh token when the old one is refused", async () => {
    const { sitting, line } = await seated();
    line.tokens = ["t2"];
    sitting.answer(0, ["a"]);
    await aWhile();
    expect([sitting.save.kind, line.stored.has(0)]).toEqual(["saved", true]);
  });

  it("stops trying, and says so, when a fresh token is refused as well", async () => {
    const { sitting, line } = await seated();
    line.save = () => Promise.reject(new ProblemError(403, {}));
    sitting.answer(0, ["a"]);
    await aWhile(60_000);
    expect([sitting.save.kind, line.loads]).toEqual(["stopped", 2]);
  });
});

describe("two tabs", () => {
  it("shows on return what the other tab saved", async () => {
    const line = new FakeLine();
    const here = await seated(line);
    const there = await seated(line);
    there.sitting.answer(0, ["c"]);
    await aWhile();
    void here.sitting.check();
    await aWhile();
    expect(here.sitting.responseAt(0)).toEqual(["c"]);
  });

  it("lets the newest answer win and tells the older tab", async () => {
    const line = new FakeLine();
    const here = await seated(line);
    const there = await seated(line);
    line.cut = true;
    here.sitting.answer(0, ["a"]);
    await aWhile();
    line.now += 5_000;
    line.cut = false;
    there.sitting.answer(0, ["b"]);
    await vi.advanceTimersByTimeAsync(250);
    here.sitting.outbox.flush();
    await aWhile();
    expect(line.stored.get(0)?.response).toEqual(["b"]);
    expect([here.sitting.responseAt(0), here.news]).toEqual([
      ["b"],
      [{ kind: "changed_elsewhere", positions: [0] }],
    ]);
  });

  it("closes here when the attempt was finished there", async () => {
    const line = new FakeLine();
    const here = await seated(line);
    const there = await seated(line);
    await there.sitting.finish();
    await here.sitting.check();
    expect([there.sitting.stage, here.sitting.stage]).toEqual(["closed", "closed"]);
  });
});

describe("finishing", () => {
  it("sends what waits before it hands in", async () => {
    const { sitting, line } = await seated();
    sitting.answer(0, ["a"]);
    const done = sitting.finish();
    await aWhile();
    expect([await done, sitting.stage, line.stored.size, line.finishes]).toEqual([true, "closed", 1, 1]);
  });

  it("goes back to answering when the server cannot be reached", async () => {
    const { sitting, line, news } = await seated();
    line.cut = true;
    sitting.answer(0, ["a"]);
    const done = sitting.finish();
    await aWhile(10_000);
    expect([await done, sitting.stage, sitting.save.waiting]).toEqual([false, "answering", 1]);
    expect(news).toEqual([{ kind: "not_finished" }]);
  });

  it("takes no answers while it is handing in", async () => {
    const { sitting } = await seated();
    const done = sitting.finish();
    sitting.answer(0, ["a"]);
    await aWhile();
    await done;
    expect(sitting.responseAt(0)).toEqual([]);
  });
});

describe("the deadline", () => {
  it("sends at once what waits, and hands in after a moment of chance", async () => {
    const { sitting, line } = await seated();
    sitting.answer(0, ["a"]);
    line.now = line.deadline;
    void sitting.timeUp();
    await aWhile(100);
    expect([sitting.stage, line.stored.size, line.finishes]).toEqual(["time_up", 1, 0]);
    await aWhile(3_000);
    expect([sitting.stage, line.finishes]).toEqual(["closed", 1]);
  });

  it("goes on answering when the organiser has given more time", async () => {
    const { sitting, line, news } = await seated();
    line.now = line.deadline;
    line.deadline += 300_000;
    void sitting.timeUp();
    await aWhile(5_000);
    expect([sitting.stage, sitting.deadline, line.finishes]).toEqual(["answering", iso(line.deadline), 0]);
    expect(news).toEqual([{ kind: "extended", deadline: iso(line.deadline) }]);
  });

  it("keeps trying without a network and says what came too late", async () => {
    const { sitting, line } = await seated();
    line.cut = true;
    sitting.answer(0, ["a"]);
    line.now = line.deadline + 1;
    void sitting.timeUp();
    await aWhile(60_000);
    expect([sitting.stage, sitting.save.waiting]).toEqual(["time_up", 1]);
    line.cut = false;
    line.state = "overdue";
    await aWhile(30_000);
    expect([sitting.stage, sitting.save.waiting, sitting.savedAs(0)]).toEqual(["closed", 0, "late"]);
  });

  it("says so when the session has ended meanwhile", async () => {
    const { sitting, line } = await seated();
    line.now = line.deadline;
    line.signedOut = true;
    void sitting.timeUp();
    await aWhile(10_000);
    expect([sitting.stage, sitting.signedOut]).toEqual(["time_up", true]);
  });

  it("asks after a long silence, and shows more time at once", async () => {
    const { sitting, line, news } = await seated();
    sitting.answer(0, ["a"]);
    await aWhile();
    line.deadline += 120_000;
    line.now += 30_000;
    await sitting.checkAfterSilence();
    expect(news).toEqual([]);
    line.now += 100_000;
    await sitting.checkAfterSilence();
    expect([sitting.deadline, line.loads]).toEqual([iso(line.deadline), 1]);
  });
});
