import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "../../../frontend/src/core/outbox-store.ts";
import { Outbox } from "../../../frontend/src/core/outbox.ts";
import { FakeServer, FakeStore, seeded, type Mishap } from "./fake-server.ts";

const STEPS = 60;
const POSITIONS = 6;
const MISHAPS: Mishap[] = ["none", "none", "request lost", "reply lost", "503", "429"];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_764_000_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

/** One random story: two tabs answer, lose the network, reload, close, and come back. */
async function tell(seed: number): Promise<void> {
  const random = seeded(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const server = new FakeServer();
  const store = new FakeStore();
  const newest = new Map<number, Answer>();
  const open: Outbox[] = [];
  let calm = false;

  const openTab = async (): Promise<void> => {
    const outbox = new Outbox({
      attempt: "attempt",
      store,
      send: (answers) =>
        server.answer(answers, pick(2_000), calm ? "none" : (MISHAPS[pick(MISHAPS.length)] ?? "none")),
      now: () => Date.now(),
      random,
    });
    const starting = outbox.start([...server.stored.values()]);
    await vi.advanceTimersByTimeAsync(10);
    await starting;
    open.push(outbox);
  };

  await openTab();
  await openTab();
  for (let step = 0; step < STEPS; step += 1) {
    const index = pick(open.length);
    const outbox = open[index];
    if (outbox === undefined) continue;
    const choice = random();
    if (choice < 0.6) {
      const answer = outbox.record(pick(POSITIONS), [`${step}`]);
      // Two tabs may choose the same number in the same millisecond; then either may win.
      if ((newest.get(answer.position)?.seq ?? -1) < answer.seq) newest.set(answer.position, answer);
    } else if (choice < 0.7) {
      outbox.flush();
    } else if (choice < 0.8) {
      outbox.flushLeaving();
    } else if (choice < 0.85) {
      await vi.advanceTimersByTimeAsync(5);
      outbox.flushLeaving();
      outbox.stop();
      open.splice(index, 1);
      await openTab();
    }
    await vi.advanceTimersByTimeAsync(1 + pick(3_000));

    for (const [position, { seq }] of newest) {
      const known = [server.stored.get(position)?.seq ?? -1, store.rows.get(position)?.seq ?? -1];
      expect(Math.max(...known), `seed ${seed} lost position ${position}`).toBeGreaterThanOrEqual(seq);
    }
  }

  calm = true;
  open.forEach((outbox) => outbox.flush());
  await vi.advanceTimersByTimeAsync(120_000);
  expect(open.map(({ state }) => state.kind)).toEqual(["saved", "saved"]);
  expect([...store.rows.values()]).toEqual([]);
  expect(new Map([...server.stored].sort()), `seed ${seed}`).toEqual(new Map([...newest].sort()));
  vi.clearAllTimers();
}

test("whatever happens on the way, the server ends up with the newest answer of each position", async () => {
  for (let seed = 1; seed <= 150; seed += 1) await tell(seed);
});
