import { html, nothing, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import { ServerClock } from "../../core/clock.ts";
import { language, t } from "../../core/i18n.ts";
import { deviceStore } from "../../core/outbox-store.ts";
import { flushOnPageEvents } from "../../core/outbox-triggers.ts";
import { NetworkError } from "../../core/problem.ts";
import { button } from "../../ui/button.ts";
import { PlainElement } from "../../ui/plain-element.ts";
import { putIntoShell, routeParameter, setTitle } from "../../ui/shell.ts";
import { loadQuestionViews, questionKind, questionView } from "../../ui/question/question-view.ts";
import { errorState, skeleton } from "../../ui/states.ts";
import "../../ui/timer.ts";
import { choicesOf } from "../../core/questions.ts";
import { confirmFinish } from "./answer/confirm-finish.ts";
import { cannotOpen, endView, lostView } from "./answer/end-view.ts";
import { icon } from "./answer/icons.ts";
import { keyAction, type KeyPlace } from "./answer/keys.ts";
import { attemptLine } from "./answer/line.ts";
import { newsText } from "./answer/news.ts";
import { notesOn } from "./answer/notes.ts";
import { otherLanguage, rememberLanguage, sheetLanguage } from "./answer/question-language.ts";
import { answerState, outOfReach, saveNotices, saveState } from "./answer/save-view.ts";
import { sheetView } from "./answer/sheet-view.ts";
import { Sitting, type News } from "./answer/sitting.ts";
import { stepsView } from "./answer/steps-view.ts";

const TICK_MS = 15_000;
/** Switching between windows is no reason to ask the server each time. */
const LOOK_EVERY_MS = 2_000;

class AnswerPage extends PlainElement {
  readonly #id = routeParameter("id");
  readonly #clock = new ServerClock();
  readonly #line = attemptLine(this.#id, this.#clock);
  readonly #store = deviceStore();
  #sitting: Sitting | undefined;
  #error: unknown;
  /** Why the views of rare questions are not there. */
  #viewsError: unknown;
  /** Answers found on this device although the attempt is closed. */
  #lost = 0;
  #language = language();
  #sheetShown = false;
  #news: News | undefined;
  #lookedAt = 0;
  #nextLook: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
    const look = (): void => this.#lookAgain();
    const redraw = (): void => this.requestUpdate();
    window.addEventListener("focus", look);
    window.addEventListener("online", look);
    window.addEventListener("online", redraw);
    window.addEventListener("offline", redraw);
    document.addEventListener("visibilitychange", look);
    setInterval(() => void this.#sitting?.checkAfterSilence(), TICK_MS);
  }

  async #open(): Promise<void> {
    this.#error = undefined;
    this.requestUpdate();
    try {
      const attempt = await this.#line.load();
      if (attempt.state !== "open") {
        await this.#openClosed();
        return;
      }
      this.#language = sheetLanguage(attempt.questions);
      setTitle(attempt.contest.title);
      const sitting = new Sitting(attempt, {
        line: this.#line,
        clock: this.#clock,
        store: this.#store,
        notes: notesOn(this.#id),
        onChange: () => this.#changed(),
        onNews: (news) => this.#tell(news),
      });
      // Before the first question is shown, so that losing the network later does no harm.
      void this.#loadViews(sitting);
      await sitting.start();
      this.#sitting = sitting;
      flushOnPageEvents(sitting.outbox);
    } catch (error) {
      this.#error = error;
    }
    this.requestUpdate();
  }

  async #loadViews({ questions }: Sitting): Promise<void> {
    this.#viewsError = await loadQuestionViews(questions).catch(() => new NetworkError("views"));
    this.requestUpdate();
  }

  /** Says so when answers are still on this device: they will never count. */
  async #openClosed(): Promise<void> {
    const left = await this.#store.load(this.#id).catch(() => []);
    left.forEach(({ position, seq }) => void this.#store.drop(this.#id, position, seq));
    this.#lost = left.length;
    if (left.length === 0) this.#toResult();
    this.requestUpdate();
  }

  #changed(): void {
    if (this.#sitting?.stage === "closed" && this.#sitting.save.kind === "saved") {
      if (this.#sitting.save.late.length === 0) this.#toResult();
    }
    this.requestUpdate();
  }

  #toResult(): void {
    location.replace(`/attempts/${this.#id}/result`);
  }

  #tell(news: News | undefined): void {
    this.#news = news;
    this.requestUpdate();
  }

  #lookAgain(): void {
    clearTimeout(this.#nextLook);
    if (document.visibilityState === "hidden") return;
    const wait = Math.max(0, this.#lookedAt + LOOK_EVERY_MS - performance.now());
    this.#nextLook = setTimeout(() => {
      this.#lookedAt = performance.now();
      if (this.#sitting === undefined) return;
      void this.#sitting.check();
      void this.#loadViews(this.#sitting);
    }, wait);
  }

  protected override render(): TemplateResult {
    if (this.#error !== undefined) return cannotOpen(this.#error, () => this.#open());
    if (this.#lost > 0) return lostView(this.#id, this.#lost);
    const sitting = this.#sitting;
    if (sitting === undefined) return html`<div class="page wrap">${skeleton(6)}</div>`;
    return html`${this.#bar(sitting)}
      ${sitting.stage === "answering" || sitting.stage === "finishing"
        ? this.#answering(sitting)
        : endView(sitting, this.#id)}`;
  }

  #bar(sitting: Sitting): TemplateResult {
    return html`<header class="answer-bar">
      <div class="wrap">
        <h1 class="answer-title">${sitting.attempt.contest.title}</h1>
        <span class="answer-time"
          >${icon("clock")}<wangan-timer
            .clock=${this.#clock}
            .deadline=${sitting.deadline}
            @timeup=${() => void sitting.timeUp()}
          ></wangan-timer
        ></span>
        ${saveState(sitting, navigator.onLine)}
      </div>
    </header>`;
  }

  #answering(sitting: Sitting): TemplateResult {
    return html`<div class="wrap answer ${this.#sheetShown ? "sheet-shown" : ""}">
      <div class="answer-news">
        <div role="status">${this.#newsView()}</div>
        ${saveNotices(sitting)}
      </div>
      <section
        class="answer-question"
        aria-labelledby="question-heading"
        @keydown=${(event: KeyboardEvent) => this.#key(event, sitting)}
      >
        ${this.#question(sitting)}
      </section>
      <section class="answer-sheet card" id="sheet" aria-labelledby="sheet-heading">
        ${sheetView({
          sitting,
          onGo: (position) => this.#go(sitting, position),
          onFinish: () => this.#finish(sitting),
        })}
      </section>
      ${stepsView({
        sitting,
        sheetShown: this.#sheetShown,
        onGo: (position) => this.#go(sitting, position),
        onSheet: (shown) => this.#showSheet(shown),
        onFinish: () => this.#finish(sitting),
      })}
    </div>`;
  }

  #newsView(): TemplateResult | typeof nothing {
    if (this.#news === undefined) return nothing;
    return html`<div class="notice ${this.#news.kind === "not_finished" ? "bad" : "info"} row spread">
      <p>${newsText(this.#news)}</p>
      ${button({ label: t("Close"), kind: "quiet", onClick: () => this.#tell(undefined) })}
    </div>`;
  }

  #question(sitting: Sitting): TemplateResult {
    const { question } = sitting;
    const other = otherLanguage(sitting.questions, this.#language);
    const saved = answerState(sitting.savedAs(question.position));
    return html`<div class="row spread question-head">
        <div>
          <h2 id="question-heading" tabindex="-1">
            ${t("Question {number} of {total}", { number: question.position + 1, total: sitting.questions.length })}
          </h2>
          <p class="soft small">${questionKind(question)}</p>
        </div>
        ${other === undefined
          ? nothing
          : html`<button
              class="button quiet"
              type="button"
              lang=${other.tag}
              @click=${() => this.#speak(other.tag)}
            >
              ${other.name}
            </button>`}
      </div>
      ${keyed(
        question.position,
        questionView({
          question,
          response: sitting.responseAt(question.position),
          language: this.#language,
          disabled: sitting.stage !== "answering",
          onAnswer: (response) => sitting.answer(question.position, response),
        }) ??
          (this.#viewsError === undefined
            ? skeleton()
            : errorState(this.#viewsError, () => this.#loadViews(sitting))),
      )}
      <p class="answer-state small soft">
        ${saved}${sitting.isAnswered(question.position)
          ? html` <button
              class="button quiet"
              type="button"
              @click=${() => sitting.answer(question.position, [])}
            >
              ${t("Clear the answer")}
            </button>`
          : nothing}
      </p>
      <p role="status">${outOfReach(sitting, navigator.onLine)}</p>`;
  }

  #go(sitting: Sitting, position: number): void {
    sitting.goTo(position);
    this.#sheetShown = false;
    this.#focus("question-heading");
  }

  #showSheet(shown: boolean): void {
    this.#sheetShown = shown;
    this.requestUpdate();
    this.#focus(shown ? "sheet-heading" : "question-heading");
  }

  #focus(id: string): void {
    void this.updateComplete.then(() => {
      window.scrollTo(0, 0);
      document.getElementById(id)?.focus({ preventScroll: true });
    });
  }

  #speak(tag: string): void {
    this.#language = tag;
    rememberLanguage(tag);
    this.requestUpdate();
  }

  #key(event: KeyboardEvent, sitting: Sitting): void {
    // A list to choose from needs all of its keys itself.
    if (event.target instanceof HTMLSelectElement) return;
    const action = keyAction(event, placeOf(event.target));
    if (action === undefined) return;
    const { question } = sitting;
    if (action.kind === "choose") {
      const choice = choicesOf(question)[action.option];
      const input = this.querySelectorAll<HTMLInputElement>(".question .option input")[action.option];
      if (choice === undefined || input === undefined) return;
      event.preventDefault();
      input.focus();
      input.click();
      return;
    }
    event.preventDefault();
    if (event.key === "Enter" && this.#nextBlank(event.target)) return;
    this.#go(sitting, question.position + (action.kind === "next" ? 1 : -1));
  }

  /** Enter in a blank goes to the next blank, if there is one. */
  #nextBlank(from: EventTarget | null): boolean {
    const blanks = Array.from(this.querySelectorAll<HTMLInputElement>(".question .blank"));
    const index = blanks.findIndex((blank) => blank === from);
    const next = index === -1 ? undefined : blanks[index + 1];
    next?.focus();
    return next !== undefined;
  }

  async #finish(sitting: Sitting): Promise<void> {
    if (sitting.stage !== "answering" || !(await confirmFinish(sitting))) return;
    this.#tell(undefined);
    await sitting.finish();
  }
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (target instanceof HTMLInputElement) return target.type === "text" ? "text" : "question";
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement ? "control" : "question";
}

putIntoShell(AnswerPage);
