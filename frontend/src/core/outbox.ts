/**
 * The outbox: no answer is ever lost.
 *
 * An answer goes into memory and into the device's store first, then to the server, again and again
 * until the server has given its verdict on exactly this sequence number. Nothing else removes it:
 * no timeout, no error, no closing of the browser.
 */
import type { Answer, AnswerResponse, OutboxStore } from "./outbox-store.ts";
import { NetworkError, ProblemError } from "./problem.ts";

export type Verdict = "saved" | "stale" | "late" | "unknown_position" | "invalid";

export interface SaveReply {
  server_time: string;
  deadline: string;
  state: string;
  /** For a stale answer, `seq` is that of the newer one the server has. */
  results: readonly { position: number; seq: number; status: Verdict }[];
}

export interface OutboxState {
  /**
   * `saved`: the server has everything. `sending`: on its way. `waiting`: not reachable, will be
   * tried again. `stopped`: refused as a whole, `problem` says why; `resume` tries again.
   */
  kind: "saved" | "sending" | "waiting" | "stopped";
  /** How many answers the server does not have yet. */
  waiting: number;
  /** False when the device did not take something that waits: closing the page would lose it. */
  durable: boolean;
  /** Positions whose last answer came after the deadline. */
  late: readonly number[];
  problem: ProblemError | undefined;
}

export interface OutboxOptions {
  attempt: string;
  store: OutboxStore;
  /** Sends one batch. `leaving` asks for a request that outlives the page. */
  send: (answers: readonly Answer[], leaving: boolean) => Promise<SaveReply>;
  /** The server's time in milliseconds, from which sequence numbers grow. */
  now: () => number;
  onChange?: (state: OutboxState) => void;
  onReply?: (reply: SaveReply) => void;
  /** Another tab or device has a newer answer at these positions. */
  onSuperseded?: (positions: number[]) => void;
  random?: () => number;
}

const BATCH = 50;
/** Quick taps travel together. */
const GATHER_MS = 200;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
/** Some old iPhones never answer the first IndexedDB request; the network must not wait for that. */
const STORE_MS = 1_000;

export class Outbox {
  #pending = new Map<number, Answer>();
  #late = new Set<number>();
  #lastSeq = 0;
  #sending = false;
  #failures = 0;
  #batch = BATCH;
  /** Answers that the device did not take. */
  #unkept = new Set<Answer>();
  #problem: ProblemError | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  #stopped = false;
  #settlers = new Set<() => void>();

  constructor(private readonly options: OutboxOptions) {}

  /**
   * Takes up what an earlier visit left behind and begins to send it.
   *
   * `known` are the answers the server has. Returns the answers to show: the newest of both.
   */
  async start(known: readonly Answer[]): Promise<Answer[]> {
    const newest = new Map(known.map((answer) => [answer.position, answer]));
    known.forEach(({ seq }) => this.#sawSeq(seq));
    // A device that gives nothing back will take nothing either, and then the state says so.
    const left = await within(STORE_MS, this.options.store.load(this.options.attempt)).catch(() => []);
    for (const answer of left) {
      this.#sawSeq(answer.seq);
      if ((newest.get(answer.position)?.seq ?? -1) >= answer.seq) {
        this.#forget(answer.position, answer.seq);
        continue;
      }
      newest.set(answer.position, answer);
      if ((this.#pending.get(answer.position)?.seq ?? -1) < answer.seq) {
        this.#pending.set(answer.position, answer);
      }
    }
    this.#pending.forEach((answer) => newest.set(answer.position, answer));
    this.#changed();
    if (this.#pending.size > 0) this.#sendAfter(0);
    return [...newest.values()].sort((a, b) => a.position - b.position);
  }

  /** Takes an answer. It is in memory when this returns, and on its way to the store and the server. */
  record(position: number, response: AnswerResponse): Answer {
    this.#lastSeq = Math.max(this.#lastSeq + 1, Math.round(this.options.now()));
    const answer = { position, response, seq: this.#lastSeq };
    this.#pending.set(position, answer);
    this.#late.delete(position);
    this.#changed();
    void within(STORE_MS, this.options.store.keep(this.options.attempt, answer))
      .catch(() => {
        this.#unkept.add(answer);
        this.#changed();
      })
      .then(() => this.#sendAfter(GATHER_MS));
    return answer;
  }

  get state(): OutboxState {
    const waiting = this.#pending.size;
    let kind: OutboxState["kind"] = "sending";
    if (waiting === 0) kind = "saved";
    else if (this.#problem !== undefined) kind = "stopped";
    else if (this.#failures > 0) kind = "waiting";
    const durable = ![...this.#unkept].some((answer) => this.#pending.get(answer.position) === answer);
    return { kind, waiting, durable, late: [...this.#late], problem: this.#problem };
  }

  /** Sends now what waits, without regard to the pause between retries: the network is back. */
  flush(): void {
    if (this.#pending.size === 0 || this.#problem !== undefined) return;
    this.#cancelTimer();
    void this.#sendNext();
  }

  /** The page may go away at any moment: sends what waits in requests that outlive it. */
  flushLeaving(): void {
    if (this.#stopped || this.#problem !== undefined) return;
    const answers = [...this.#pending.values()];
    // Beside a request that is under way: that one may die with the page, and a repeat is harmless.
    for (let start = 0; start < answers.length; start += this.#batch) {
      const batch = answers.slice(start, start + this.#batch);
      this.options.send(batch, true).then(
        (reply) => this.#learn(batch, reply),
        () => undefined,
      );
    }
  }

  /** Tries again after a refusal, for instance with a new token. */
  resume(): void {
    this.#problem = undefined;
    this.#failures = 0;
    this.#changed();
    this.flush();
  }

  /** Sends now and waits until the server has judged everything, at most so long; true if it has. */
  async settle(timeoutMs: number): Promise<boolean> {
    this.flush();
    if (this.#pending.size === 0 || this.#problem !== undefined) return this.#pending.size === 0;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#settlers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#settlers.add(done);
    });
    return this.#pending.size === 0;
  }

  /** Stops sending. What waits stays on the device and is taken up by the next `start`. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  async #sendNext(): Promise<void> {
    if (this.#sending || this.#stopped || this.#pending.size === 0) return;
    this.#sending = true;
    this.#changed();
    const batch = [...this.#pending.values()].slice(0, this.#batch);
    try {
      const reply = await this.options.send(batch, false);
      this.#sending = false;
      if (this.#learn(batch, reply) === 0) throw new Error("the server judged none of the batch");
      this.#failures = 0;
      this.#changed();
      if (this.#pending.size > 0) this.#sendAfter(0);
    } catch (error) {
      this.#sending = false;
      this.#failed(batch, error);
    }
  }

  /** Acts on the verdicts in a reply; returns how many there were on what was sent. */
  #learn(batch: readonly Answer[], reply: SaveReply): number {
    let judged = 0;
    const superseded: number[] = [];
    for (const { position, seq, status } of reply.results) {
      const sent = batch.find((answer) => answer.position === position);
      if (sent === undefined) continue;
      const settled = status === "stale" ? seq : sent.seq;
      if (settled >= sent.seq) judged += 1;
      this.#sawSeq(settled);
      const pending = this.#pending.get(position);
      // Changed again while this was under way: the newer answer keeps waiting.
      if (pending === undefined || pending.seq > settled) continue;
      this.#pending.delete(position);
      this.#forget(position, settled);
      if (status === "late") this.#late.add(position);
      if (status === "stale" && settled > sent.seq) superseded.push(position);
    }
    this.options.onReply?.(reply);
    if (superseded.length > 0) this.options.onSuperseded?.(superseded);
    this.#changed();
    return judged;
  }

  #failed(batch: readonly Answer[], error: unknown): void {
    // Whatever was to be sent soon now waits for the pause.
    this.#cancelTimer();
    if (error instanceof ProblemError && !mayPass(error)) {
      const aboutTheBatch = [400, 413, 422].includes(error.status);
      if (aboutTheBatch && batch.length > 1) {
        // One bad answer must not hold up the others: send them one by one.
        this.#batch = 1;
        this.#sendAfter(0);
      } else if (aboutTheBatch) {
        batch.forEach((answer) => this.#refused(answer));
        if (this.#pending.size > 0) this.#sendAfter(0);
      } else {
        this.#problem = error;
      }
    } else {
      this.#failures += 1;
      const asked = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0;
      this.#sendAfter(Math.max(asked, this.#pause()));
      if (!(error instanceof ProblemError) && !(error instanceof NetworkError)) console.error(error);
    }
    this.#changed();
  }

  /** The server cannot read this very answer and never will. */
  #refused(answer: Answer): void {
    if (this.#pending.get(answer.position)?.seq !== answer.seq) return;
    this.#pending.delete(answer.position);
    this.#forget(answer.position, answer.seq);
  }

  /** Half fixed, half chance, so that a hall full of phones does not come back in one moment. */
  #pause(): number {
    const random = this.options.random ?? Math.random;
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    return ceiling * (0.5 + 0.5 * random());
  }

  #sendAfter(delayMs: number): void {
    if (this.#stopped || this.#problem !== undefined) return;
    // A new answer must not cut short the pause after a failure.
    if (this.#failures > 0 && this.#timer !== undefined) return;
    const at = Date.now() + delayMs;
    if (this.#timer !== undefined && this.#timerAt <= at) return;
    this.#cancelTimer();
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#cancelTimer();
      void this.#sendNext();
    }, delayMs);
  }

  #cancelTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerAt = Infinity;
  }

  #forget(position: number, seq: number): void {
    // Left behind, it would only be sent once more and be found stale.
    this.options.store.drop(this.options.attempt, position, seq).catch(() => undefined);
  }

  #sawSeq(seq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
  }

  #changed(): void {
    if (this.#pending.size === 0 || this.#problem !== undefined) {
      this.#settlers.forEach((done) => done());
    }
    this.options.onChange?.(this.state);
  }
}

/** Whether the same request may succeed later. */
function mayPass({ status }: ProblemError): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
