import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "../../../frontend/src/core/outbox-store.ts";
import { Outbox, type OutboxOptions, type OutboxState } from "../../../frontend/src/core/outbox.ts";
import { NetworkError, ProblemError } from "../../../frontend/src/core/problem.ts";
import { FakeServer, FakeStore } from "./fake-server.ts";

const START = 1_764_000_000_000;

let server: FakeServer;
let store: FakeStore;
let states: OutboxState[];

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  server = new FakeServer();
  store = new FakeStore();
  states = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function outboxWith(options: Partial<OutboxOptions> = {}): Outbox {
  return new Outbox({
    attempt: "attempt",
    store,
    send: (answers) => server.answer(answers, 20, "none"),
    now: () => Date.now(),
    random: () => 1,
    onChange: (state) => states.push(state),
    ...options,
  });
}

async function started(options: Partial<OutboxOptions> = {}, known: Answer[] = []): Promise<Outbox> {
  const outbox = outboxWith(options);
  const starting = outbox.start(known);
  await vi.advanceTimersByTimeAsync(5);
  await starting;
  return outbox;
}

describe("recording", () => {
  test("an answer is on the device before the network hears of it", async () => {
    const outbox = await started({ send: () => Promise.reject(new NetworkError("off")) });
    outbox.record(0, ["b"]);
    expect(outbox.state).toMatchObject({ kind: "sending", waiting: 1 });
    await vi.advanceTimersByTimeAsync(2);
    expect([...store.rows.values()]).toEqual([{ position: 0, response: ["b"], seq: START + 5 }]);
  });

  test("the network waits for a slow device", async () => {
    const outbox = await started();
    store.delayMs = 600;
    outbox.record(0, ["b"]);
    await vi.advanceTimersByTimeAsync(590);
    expect(server.requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(server.requests).toHaveLength(1);
  });

  test("quick answers travel together and leave nothing behind", async () => {
    const outbox = await started();
    outbox.record(0, ["b"]);
    outbox.record(1, ["a", "c"]);
    outbox.record(2, [true]);
    await vi.advanceTimersByTimeAsync(300);
    expect(server.requests.map((answers) => answers.length)).toEqual([3]);
    expect(outbox.state).toEqual({
      kind: "saved",
      waiting: 0,
      durable: true,
      late: [],
      problem: undefined,
    });
    expect(store.rows.size).toBe(0);
  });

  test("sequence numbers grow even when the clock stands still or goes back", async () => {
    let now = 100;
    const outbox = await started({ now: () => now }, [{ position: 4, response: [], seq: 500 }]);
    now = 50;
    expect(outbox.record(4, ["a"]).seq).toBe(501);
    expect(outbox.record(5, ["a"]).seq).toBe(502);
    now = 900;
    expect(outbox.record(4, ["b"]).seq).toBe(900);
  });

  test("an answer changed while its older version is under way is sent as well", async () => {
    const outbox = await started({ send: (answers) => server.answer(answers, 1_000, "none") });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(600);
    outbox.record(0, ["b"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.stored.get(0)?.response).toEqual(["b"]);
    expect(store.rows.size).toBe(0);
    expect(outbox.state.kind).toBe("saved");
  });

  test("more than fifty answers go in several batches", async () => {
    const outbox = await started();
    for (let position = 0; position < 70; position += 1) outbox.record(position, ["a"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.requests.map((answers) => answers.length)).toEqual([50, 20]);
    expect(outbox.state.kind).toBe("saved");
  });
});

describe("trouble on the way", () => {
  test("retries come at growing pauses, up to a quarter of a minute", async () => {
    const times: number[] = [];
    const outbox = await started({
      send: () => {
        times.push(Date.now());
        return Promise.reject(new NetworkError("off"));
      },
    });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(70_000);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    expect(outbox.state).toMatchObject({ kind: "waiting", waiting: 1 });
    expect(store.rows.size).toBe(1);
  });

  test("a new answer does not shorten the pause, but the network's return does", async () => {
    let online = false;
    const send = vi.fn((answers: readonly Answer[]) =>
      server.answer(answers, 2, online ? "none" : "request lost"),
    );
    const outbox = await started({ send });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(3_500);
    const calls = send.mock.calls.length;
    outbox.record(1, ["a"]);
    await vi.advanceTimersByTimeAsync(500);
    expect(send.mock.calls.length).toBe(calls);
    online = true;
    outbox.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.state.kind).toBe("saved");
    expect(server.stored.size).toBe(2);
  });

  test("the server's Retry-After is honoured", async () => {
    const times: number[] = [];
    const outbox = await started({
      send: () => {
        times.push(Date.now());
        return Promise.reject(new ProblemError(429, {}, 7_000));
      },
    });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(8_000);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(7_000);
  });

  test("a lost reply costs a repeat and nothing else", async () => {
    const mishaps = ["reply lost" as const];
    const superseded = vi.fn();
    const outbox = await started({
      send: (answers) => server.answer(answers, 20, mishaps.pop() ?? "none"),
      onSuperseded: superseded,
    });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.requests).toHaveLength(2);
    expect(outbox.state.kind).toBe("saved");
    expect(superseded).not.toHaveBeenCalled();
  });

  test("a refusal of the whole stops and says why, and resuming sends everything", async () => {
    let refused = true;
    const outbox = await started({
      send: (answers) =>
        refused
          ? Promise.reject(new ProblemError(401, { code: "token_expired", detail: "Sign in again." }))
          : server.answer(answers, 20, "none"),
    });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outbox.state).toMatchObject({ kind: "stopped", waiting: 1 });
    expect(outbox.state.problem?.message).toBe("Sign in again.");
    expect(await outbox.settle(1_000)).toBe(false);
    refused = false;
    outbox.resume();
    await vi.advanceTimersByTimeAsync(100);
    expect(outbox.state.kind).toBe("saved");
    expect(server.stored.size).toBe(1);
  });

  test("one unreadable answer does not hold up the others", async () => {
    const outbox = await started({
      send: (answers) =>
        answers.some(({ position }) => position === 1)
          ? Promise.reject(new ProblemError(400, { code: "validation_error" }))
          : server.answer(answers, 2, "none"),
    });
    [0, 1, 2].forEach((position) => outbox.record(position, ["a"]));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...server.stored.keys()].sort()).toEqual([0, 2]);
    expect(outbox.state.kind).toBe("saved");
  });

  test("a reply that judges nothing is tried again slowly, not in a loop", async () => {
    const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const send = vi.fn(() =>
      Promise.resolve({ server_time: "", deadline: "", state: "open", results: [] }),
    );
    const outbox = await started({ send });
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(send.mock.calls.length).toBeLessThan(5);
    expect(complaint).toHaveBeenCalled();
    expect(outbox.state).toMatchObject({ kind: "waiting", waiting: 1 });
  });
});

describe("verdicts", () => {
  test("a late answer is not sent again and is shown as late", async () => {
    server.closed = true;
    const outbox = await started();
    outbox.record(3, ["a"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.requests).toHaveLength(1);
    expect(outbox.state).toMatchObject({ kind: "saved", late: [3] });
    expect(store.rows.size).toBe(0);
  });

  test("unknown and invalid answers are dropped without blocking the rest", async () => {
    server.invalid.add(1);
    const outbox = await started();
    [0, 1, 200].forEach((position) => outbox.record(position, ["a"]));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...server.stored.keys()]).toEqual([0]);
    expect(outbox.state.kind).toBe("saved");
  });

  test("another tab's newer answer wins and is reported, and the next one here is newer still", async () => {
    const superseded = vi.fn();
    const outbox = await started({ onSuperseded: superseded });
    server.save([{ position: 0, response: ["c"], seq: START + 50_000 }]);
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(500);
    expect(superseded).toHaveBeenCalledExactlyOnceWith([0]);
    expect(outbox.record(0, ["b"]).seq).toBe(START + 50_001);
    await vi.advanceTimersByTimeAsync(500);
    expect(server.stored.get(0)?.response).toEqual(["b"]);
  });
});

describe("leaving and coming back", () => {
  test("what waited when the browser closed is sent on the next visit", async () => {
    const before = await started({ send: () => Promise.reject(new NetworkError("off")) });
    before.record(0, ["a"]);
    before.record(1, ["b"]);
    before.record(2, ["c"]);
    await vi.advanceTimersByTimeAsync(10);
    before.stop();

    const shown = vi.fn();
    const after = outboxWith();
    void after.start([{ position: 1, response: ["z"], seq: 7 }]).then(shown);
    await vi.advanceTimersByTimeAsync(100);
    expect(shown.mock.calls[0]?.[0]).toEqual([
      { position: 0, response: ["a"], seq: START + 5 },
      { position: 1, response: ["b"], seq: START + 6 },
      { position: 2, response: ["c"], seq: START + 7 },
    ]);
    expect(server.requests).toHaveLength(1);
    expect(server.stored.size).toBe(3);
    expect(store.rows.size).toBe(0);
  });

  test("what the server has newer is not brought back from the device", async () => {
    store.rows.set(0, { position: 0, response: ["old"], seq: 5 });
    const outbox = outboxWith();
    const known = [{ position: 0, response: ["new"], seq: 9 }];
    const starting = outbox.start(known);
    await vi.advanceTimersByTimeAsync(100);
    expect(await starting).toEqual(known);
    expect(server.requests).toEqual([]);
    expect(store.rows.size).toBe(0);
  });

  test("a page that goes away sends at once, in a request that outlives it", async () => {
    const send = vi.fn((answers: readonly Answer[], leaving: boolean) => {
      expect(leaving).toBe(true);
      return server.answer(answers, 2, "none");
    });
    const outbox = await started({ send });
    outbox.record(0, ["a"]);
    outbox.flushLeaving();
    expect(send).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(500);
    expect(outbox.state.kind).toBe("saved");
  });

  test("settling waits for the last answer and gives up in time", async () => {
    let mishap: "none" | "request lost" = "none";
    const outbox = await started({ send: (answers) => server.answer(answers, 300, mishap) });
    outbox.record(0, ["a"]);
    const settled = outbox.settle(5_000);
    await vi.advanceTimersByTimeAsync(400);
    expect(await settled).toBe(true);
    mishap = "request lost";
    outbox.record(0, ["b"]);
    const unsettled = outbox.settle(5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await unsettled).toBe(false);
    expect(outbox.state).toMatchObject({ kind: "waiting", waiting: 1 });
  });
});

describe("a device that keeps nothing", () => {
  test("answers are still sent, and the state says that closing would lose them", async () => {
    store.full = true;
    const outbox = await started();
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.state).toMatchObject({ durable: false, waiting: 1 });
    await vi.advanceTimersByTimeAsync(500);
    expect(outbox.state).toMatchObject({ kind: "saved", durable: true });
    expect(server.stored.size).toBe(1);
  });

  test("room for later answers does not hide that there was none for one that waits", async () => {
    const outbox = await started({ send: () => Promise.reject(new NetworkError("off")) });
    store.full = true;
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(10);
    store.full = false;
    outbox.record(1, ["b"]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.state).toMatchObject({ durable: false, waiting: 2 });
    outbox.record(0, ["c"]);
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.state).toMatchObject({ durable: true, waiting: 2 });
  });

  test("a store that never answers holds nothing up for long", async () => {
    store.silent = true;
    const outbox = outboxWith();
    const starting = outbox.start([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await starting).toEqual([]);
    outbox.record(0, ["a"]);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(outbox.state).toMatchObject({ durable: false, waiting: 1 });
    await vi.advanceTimersByTimeAsync(400);
    expect(outbox.state).toMatchObject({ kind: "saved" });
  });
});
