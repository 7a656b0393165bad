import type { Answer, OutboxStore } from "../../../frontend/src/core/outbox-store.ts";
import type { SaveReply } from "../../../frontend/src/core/outbox.ts";
import { NetworkError, ProblemError } from "../../../frontend/src/core/problem.ts";

export type Mishap = "none" | "request lost" | "reply lost" | "503" | "429";

/** Saves as the real server does: per position the newest sequence wins, and time runs out. */
export class FakeServer {
  stored = new Map<number, Answer>();
  closed = false;
  requests: (readonly Answer[])[] = [];
  invalid = new Set<number>();
  positions = 100;

  save(answers: readonly Answer[]): SaveReply {
    const results = answers.map((answer): SaveReply["results"][number] => {
      const { position, seq } = answer;
      const stored = this.stored.get(position);
      if (position >= this.positions) return { position, seq, status: "unknown_position" };
      if (this.invalid.has(position)) return { position, seq, status: "invalid" };
      if (stored !== undefined && stored.seq >= seq) {
        return { position, seq: stored.seq, status: "stale" };
      }
      if (this.closed) return { position, seq, status: "late" };
      this.stored.set(position, answer);
      return { position, seq, status: "saved" };
    });
    return { server_time: "", deadline: "", state: this.closed ? "overdue" : "open", results };
  }

  /** Answers a request after a while, or lets it fail in one of the ways networks have. */
  async answer(answers: readonly Answer[], delayMs: number, mishap: Mishap): Promise<SaveReply> {
    this.requests.push(answers);
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs / 2));
    await wait();
    if (mishap === "request lost") throw new NetworkError("lost");
    if (mishap === "503") throw new ProblemError(503, {});
    if (mishap === "429") throw new ProblemError(429, { code: "throttled" }, 3_000);
    const reply = this.save(answers);
    await wait();
    if (mishap === "reply lost") throw new NetworkError("lost");
    return reply;
  }
}

/** A device store in memory that may refuse, as a full phone does. */
export class FakeStore implements OutboxStore {
  rows = new Map<number, Answer>();
  full = false;
  silent = false;
  delayMs = 1;

  load(): Promise<Answer[]> {
    return this.#soon(() => [...this.rows.values()]);
  }

  keep(_attempt: string, answer: Answer): Promise<void> {
    return this.#soon(() => {
      if (this.full) throw new Error("full");
      if ((this.rows.get(answer.position)?.seq ?? -1) < answer.seq) {
        this.rows.set(answer.position, answer);
      }
    });
  }

  drop(_attempt: string, position: number, seq: number): Promise<void> {
    return this.#soon(() => {
      if ((this.rows.get(position)?.seq ?? Infinity) <= seq) this.rows.delete(position);
    });
  }

  #soon<T>(act: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.silent) return;
      setTimeout(() => {
        try {
          resolve(act());
        } catch (error) {
          reject(error instanceof Error ? error : new Error("unknown"));
        }
      }, this.delayMs);
    });
  }
}

/** A repeatable stream of numbers between 0 and 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
