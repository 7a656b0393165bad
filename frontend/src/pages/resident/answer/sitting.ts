/**
 * One attempt while it is answered: what is shown, what is saved, and how it ends.
 *
 * No DOM in here. The server decides about time and answers; this keeps the page honest about what
 * the server is known to have.
 */
import type { Attempt, OpenAttempt, Question } from "../../../core/attempts.ts";
import type { ServerClock } from "../../../core/clock.ts";
import type { Answer, AnswerResponse, OutboxStore } from "../../../core/outbox-store.ts";
import { Outbox, type OutboxState, type SaveReply } from "../../../core/outbox.ts";
import { NetworkError, ProblemError } from "../../../core/problem.ts";
import type { Notes, NoteStore } from "./notes.ts";

/** The requests of an attempt. Each lets the clock learn from its reply. */
export interface AttemptLine {
  load(): Promise<Attempt>;
  /** Saving what is stored already changes nothing, and tells time, deadline and state. */
  save(token: string, answers: readonly Answer[], leaving: boolean): Promise<SaveReply>;
  finish(token: string): Promise<unknown>;
}

/**
 * `answering`; `finishing`: the reader is done and it is being sent; `time_up`: the deadline has
 * passed and what waits is being sent; `closed`: the server has closed it, the result is there.
 */
export type Stage = "answering" | "finishing" | "time_up" | "closed";

/** Something the reader must hear about once. */
export type News =
  | { kind: "extended"; deadline: string }
  | { kind: "changed_elsewhere"; positions: readonly number[] }
  | { kind: "not_finished" };

export type SavedAs = "empty" | "saved" | "waiting" | "late";

export interface SittingOptions {
  line: AttemptLine;
  clock: ServerClock;
  store: OutboxStore;
  notes: NoteStore;
  onChange: () => void;
  onNews: (news: News) => void;
  random?: () => number;
  pause?: (ms: number) => Promise<void>;
}

const SETTLE_MS = 8_000;
/** Spreads a whole hall's results over some seconds. */
const SPREAD_MS = 5_000;
const RETRY_MS = 5_000;
/** After so long without a word from the server, it is asked whether the deadline has moved. */
const SILENCE_MS = 90_000;

export class Sitting {
  stage: Stage = "answering";
  current: number;
  deadline: string;
  readonly questions: readonly Question[];
  /** The session has ended: saving goes on with the attempt's token, but nothing else does. */
  signedOut = false;
  readonly #outbox: Outbox;
  readonly #answers = new Map<number, Answer>();
  readonly #unsent = new Set<number>();
  readonly #flags: Set<number>;
  #token: string;
  #heardAt: number;
  #checking: Promise<void> | undefined;
  #renewed = false;
  #stopped = false;

  constructor(
    readonly attempt: OpenAttempt,
    private readonly options: SittingOptions,
  ) {
    const notes = options.notes.read();
    this.questions = attempt.questions;
    this.deadline = attempt.deadline;
    this.current = Math.min(notes.current, attempt.questions.length - 1);
    this.#flags = new Set(notes.flags);
    this.#token = attempt.token;
    this.#heardAt = options.clock.now();
    this.#outbox = new Outbox({
      attempt: attempt.id,
      store: options.store,
      send: (answers, leaving) => options.line.save(this.#token, answers, leaving),
      now: () => options.clock.now(),
      onChange: (state) => this.#saving(state),
      onReply: (reply) => this.#hear(reply),
      onSuperseded: (positions) => void this.#superseded(positions),
      ...(options.random === undefined ? {} : { random: options.random }),
    });
  }

  /** Takes up what an earlier visit left on this device. Until then nothing may be answered. */
  async start(): Promise<void> {
    await this.#show(this.attempt.answers);
  }

  get outbox(): Outbox {
    return this.#outbox;
  }

  get save(): OutboxState {
    return this.#outbox.state;
  }

  get question(): Question {
    const question = this.questions[this.current];
    if (question === undefined) throw new RangeError("a sheet without questions");
    return question;
  }

  responseAt(position: number): AnswerResponse {
    return this.#answers.get(position)?.response ?? [];
  }

  isAnswered(position: number): boolean {
    return this.responseAt(position).some((part) => part !== "");
  }

  isFlagged(position: number): boolean {
    return this.#flags.has(position);
  }

  savedAs(position: number): SavedAs {
    if (this.save.late.includes(position)) return "late";
    if (this.#unsent.has(position)) return "waiting";
    return this.#answers.has(position) ? "saved" : "empty";
  }

  get unanswered(): number {
    return this.questions.filter(({ position }) => !this.isAnswered(position)).length;
  }

  get flagged(): number {
    return this.#flags.size;
  }

  answer(position: number, response: AnswerResponse): void {
    if (this.stage !== "answering") return;
    this.#unsent.add(position);
    this.#answers.set(position, this.#outbox.record(position, response));
    this.options.onChange();
  }

  goTo(position: number): void {
    if (position < 0 || position >= this.questions.length) return;
    this.current = position;
    this.#note();
  }

  flag(position: number): void {
    if (!this.#flags.delete(position)) this.#flags.add(position);
    this.#note();
  }

  /**
   * Looks what the server has: another tab or device may have answered, an organiser may have given
   * more time, the session may have ended. Silent when the server cannot be reached.
   */
  async check(): Promise<void> {
    if (this.stage === "closed") return;
    this.#checking ??= this.#look()
      .catch((error: unknown) => void this.#endedBy(error))
      .finally(() => (this.#checking = undefined));
    await this.#checking;
  }

  /** To be called now and then: asks after a long silence whether the deadline has moved. */
  async checkAfterSilence(): Promise<void> {
    const silent = this.options.clock.now() - this.#heardAt;
    if (this.stage !== "answering" || (silent < SILENCE_MS && !this.options.clock.doubtful)) return;
    this.#heardAt = this.options.clock.now();
    await this.#ask().catch(() => undefined);
  }

  /** Hands in. False when the server did not take it; then answering goes on and nothing is lost. */
  async finish(): Promise<boolean> {
    if (this.stage !== "answering") return false;
    this.#enter("finishing");
    try {
      if (!(await this.#outbox.settle(SETTLE_MS)) && this.#isFinishing()) throw new NetworkError("unsent");
      if (this.#isFinishing()) await this.options.line.finish(this.#token);
      this.#close();
      return true;
    } catch (error) {
      if (!this.#isFinishing()) return false;
      if (error instanceof ProblemError && error.code === "attempt_closed") {
        this.#close();
        return true;
      }
      this.#enter("answering");
      this.options.onNews({ kind: "not_finished" });
      // The deadline may have passed while this was tried.
      if (this.options.clock.remaining(this.deadline) === 0) void this.timeUp();
      return false;
    }
  }

  /**
   * The deadline has passed by our clock: sends what waits at once, then hands in after a moment of
   * chance. Goes on trying for as long as the server cannot be reached; goes back to answering when
   * the server says that there is time left after all.
   */
  async timeUp(): Promise<void> {
    if (this.stage !== "answering") return;
    this.#enter("time_up");
    this.#outbox.flush();
    const { random = Math.random } = this.options;
    await this.#pause(random() * SPREAD_MS);
    while (this.#isTimeUp()) {
      try {
        await this.#outbox.settle(SETTLE_MS);
        if (this.#isTimeUp()) await this.#ask();
        if (!this.#isTimeUp()) return;
        if (this.options.clock.remaining(this.deadline) > 0) {
          this.#enter("answering");
          return;
        }
        await this.options.line.finish(this.#token);
        this.#close();
        return;
      } catch (error) {
        if (this.#endedBy(error)) return;
        await this.#pause(RETRY_MS * (0.5 + random()));
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#outbox.stop();
  }

  async #look(): Promise<void> {
    const seen = await this.options.line.load();
    this.signedOut = false;
    this.#heardAt = this.options.clock.now();
    if (seen.state !== "open") {
      this.#close();
      return;
    }
    this.#token = seen.token;
    this.#moveDeadline(seen.deadline);
    await this.#show(seen.answers);
    if (this.save.kind === "stopped" && !this.#renewed) {
      // A fresh token cures a refusal at most once; a second refusal has another reason.
      this.#renewed = true;
      this.#outbox.resume();
    }
  }

  async #show(known: readonly Answer[]): Promise<void> {
    const shown = await this.#outbox.start(known);
    const stored = new Map(known.map(({ position, seq }) => [position, seq]));
    for (const answer of shown) {
      this.#answers.set(answer.position, answer);
      if (answer.seq > (stored.get(answer.position) ?? 0)) this.#unsent.add(answer.position);
      else this.#unsent.delete(answer.position);
    }
    this.options.onChange();
  }

  /** Asks for time, deadline and state in the cheapest way: by saving again what is stored. */
  async #ask(): Promise<void> {
    const stored = [...this.#answers.values()].find(({ position }) => !this.#unsent.has(position));
    if (stored === undefined) {
      await this.#look();
      return;
    }
    const reply = await this.options.line.save(this.#token, [stored], false);
    this.#hear(reply);
    if (reply.results.some(({ status }) => status === "stale")) void this.#superseded([stored.position]);
  }

  #hear(reply: SaveReply): void {
    this.#heardAt = this.options.clock.now();
    for (const { position, seq, status } of reply.results) {
      if (status !== "stale" && (this.#answers.get(position)?.seq ?? 0) <= seq) {
        this.#unsent.delete(position);
      }
    }
    this.#moveDeadline(reply.deadline);
    if (reply.state !== "open") this.#close();
  }

  #moveDeadline(deadline: string): void {
    const moved = Date.parse(deadline) - Date.parse(this.deadline);
    if (Number.isNaN(moved) || moved === 0) return;
    this.deadline = deadline;
    if (moved > 0) this.options.onNews({ kind: "extended", deadline });
    this.options.onChange();
  }

  async #superseded(positions: readonly number[]): Promise<void> {
    positions.forEach((position) => this.#unsent.delete(position));
    await this.check();
    this.options.onNews({ kind: "changed_elsewhere", positions });
  }

  #saving(state: OutboxState): void {
    const status = state.problem?.status;
    if (state.kind === "stopped" && !this.#renewed && (status === 401 || status === 403)) void this.check();
    if (state.kind === "saved") this.#renewed = false;
    this.options.onChange();
  }

  /** Whether an error means that nothing more can be done from here. */
  #endedBy(error: unknown): boolean {
    if (!(error instanceof ProblemError)) return false;
    if (error.code === "attempt_closed" || error.status === 410) this.#close();
    else if ([401, 403, 404].includes(error.status)) this.signedOut = true;
    else return false;
    this.options.onChange();
    return true;
  }

  #close(): void {
    if (this.stage === "closed") return;
    this.options.notes.forget();
    this.#enter("closed");
  }

  #enter(stage: Stage): void {
    this.stage = stage;
    this.options.onChange();
  }

  // A getter would let the compiler believe that `stage` cannot change while something is awaited.
  #isFinishing(): boolean {
    return this.stage === "finishing" && !this.#stopped;
  }

  #isTimeUp(): boolean {
    return this.stage === "time_up" && !this.#stopped;
  }

  #note(): void {
    const notes: Notes = { current: this.current, flags: [...this.#flags] };
    this.options.notes.write(notes);
    this.options.onChange();
  }

  #pause(ms: number): Promise<void> {
    return this.options.pause?.(ms) ?? new Promise((resolve) => setTimeout(resolve, ms));
  }
}
