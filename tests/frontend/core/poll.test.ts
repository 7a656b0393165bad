import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { poll } from "../../../frontend/src/core/poll.ts";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answering(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (_url: string, init: { headers: Record<string, string> }) => {
    asked.push(init.headers["If-None-Match"] ?? "");
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError("off")) : Promise.resolve(answer());
  });
  return asked;
}

const board = (version: number): Response =>
  new Response(JSON.stringify({ version }), {
    headers: { "Content-Type": "application/json", ETag: `W/"${version}"` },
  });
const unchanged = (): Response => new Response(null, { status: 304, headers: { ETag: 'W/"1"' } });

test("only what has changed is passed on, and the server is told what is known", async () => {
  const asked = answering(() => board(1), unchanged, () => board(2));
  const onData = vi.fn();
  const stop = poll({ path: "/x", everyMs: 1_000, onData, visible: () => true, random: () => 0.5 });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(asked).toEqual(["", 'W/"1"', 'W/"1"']);
  expect(onData.mock.calls).toEqual([[{ version: 1 }], [{ version: 2 }]]);
  stop();
});

test("failures make the pauses longer, success makes them short again", async () => {
  const asked = answering();
  const onError = vi.fn();
  const stop = poll({ path: "/x", everyMs: 1_000, onData: vi.fn(), onError, visible: () => true, random: () => 0.5 });
  await vi.advanceTimersByTimeAsync(40_000);
  expect(asked).toHaveLength(7);
  expect(onError).toHaveBeenCalledTimes(7);
  stop();
});

test("a hidden page asks nothing, a stopped one never again", async () => {
  const asked = answering(() => board(1), () => board(2));
  let visible = false;
  const stop = poll({ path: "/x", everyMs: 1_000, onData: vi.fn(), visible: () => visible, random: () => 0.5 });
  await vi.advanceTimersByTimeAsync(3_500);
  expect(asked).toEqual([]);
  visible = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(1);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
});
