import type { Attempt, OpenAttempt, Question } from "../../../frontend/src/core/attempts.ts";
import { ServerClock } from "../../../frontend/src/core/clock.ts";
import type { Answer } from "../../../frontend/src/core/outbox-store.ts";
import type { SaveReply } from "../../../frontend/src/core/outbox.ts";
import { NetworkError, ProblemError } from "../../../frontend/src/core/problem.ts";
import type { Notes, NoteStore } from "../../../frontend/src/pages/resident/answer/notes.ts";
import { Sitting, type AttemptLine, type News } from "../../../frontend/src/pages/resident/answer/sitting.ts";
import { FakeStore } from "../core/fake-server.ts";

const STARTED = Date.parse("2026-11-23T01:00:00Z");

/** An attempt of three questions in ten minutes, on a server that can be cut off. */
export class FakeLine implements AttemptLine {
  now = STARTED;
  deadline = STARTED + 600_000;
  state: "open" | "finished" | "overdue" = "open";
  stored = new Map<number, Answer>();
  cut = false;
  signedOut = false;
  tokens = ["t1"];
  finishes = 0;
  loads = 0;

  async load(): Promise<Attempt> {
    this.#reach();
    this.loads += 1;
    if (this.signedOut) throw new ProblemError(401, { code: "not_authenticated" });
    return this.attempt();
  }

  async save(token: string, answers: readonly Answer[]): Promise<SaveReply> {
    this.#reach();
    if (token !== this.tokens[0]) throw new ProblemError(401, { code: "attempt_token_invalid" });
    return {
      server_time: iso(this.now),
      deadline: iso(this.deadline),
      state: this.state,
      results: answers.map((answer) => this.#store(answer)),
    };
  }

  async finish(): Promise<void> {
    this.#reach();
    if (this.signedOut) throw new ProblemError(401, { code: "not_authenticated" });
    this.finishes += 1;
    this.state = "finished";
  }

  attempt(): OpenAttempt {
    return {
      id: "a1",
      contest: { slug: "open-practice", title: "Open practice" },
      number: 1,
      state: this.state as "open",
      started_at: iso(STARTED),
      deadline: iso(this.deadline),
      server_time: iso(this.now),
      token: this.tokens[0] ?? "",
      time_limit_s: 600,
      questions: [0, 1, 2].map(question),
      answers: [...this.stored.values()],
    };
  }

  #store(answer: Answer): SaveReply["results"][number] {
    const { position, seq } = answer;
    const stored = this.stored.get(position);
    if (stored?.seq === seq) return { position, seq, status: "saved" };
    if (stored !== undefined && stored.seq > seq) return { position, seq: stored.seq, status: "stale" };
    if (this.state !== "open" || this.now > this.deadline) return { position, seq, status: "late" };
    this.stored.set(position, answer);
    return { position, seq, status: "saved" };
  }

  #reach(): void {
    if (this.cut) throw new NetworkError("cut");
  }
}

/** What a page would have around its sitting. */
export interface Desk {
  line: FakeLine;
  sitting: Sitting;
  store: FakeStore;
  notes: Notes[];
  news: News[];
}

/** Opens the attempt, in a tab with the given store. */
export async function sitDown(line = new FakeLine(), store = new FakeStore()): Promise<Desk> {
  const notes: Notes[] = [];
  const news: News[] = [];
  const notebook: NoteStore = {
    read: () => notes[notes.length - 1] ?? { current: 0, flags: [] },
    write: (written) => void notes.push(written),
    forget: () => (notes.length = 0),
  };
  const clock = new ServerClock({ monotonic: () => line.now, wall: () => line.now });
  const attempt = await line.load();
  const sitting = new Sitting(attempt as OpenAttempt, {
    line,
    clock,
    store,
    notes: notebook,
    onChange: () => undefined,
    onNews: (heard) => void news.push(heard),
    random: () => 0.5,
  });
  await sitting.start();
  return { line, sitting, store, notes, news };
}

export const iso = (time: number): string => new Date(time).toISOString();

function question(position: number): Question {
  return {
    position,
    type: "single",
    section: 0,
    points: 5,
    stem: { "zh-Hans": "题", en: "Question" },
    prompts: [],
    options: ["a", "b", "c"].map((id) => ({ id, text: { "zh-Hans": id, en: id } })),
    blanks: 0,
  };
}
