import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { selectField, textField } from "../../../ui/field.ts";
import { icon } from "../../../ui/icons.ts";
import { PageElement } from "../../../ui/page.ts";
import { moreButton } from "../../../ui/pagination.ts";
import { errorState } from "../../../ui/states.ts";
import { DIFFICULTIES, QUESTION_TYPES, type Bank, type Topic } from "../contest/blueprint.ts";
import { localised } from "../contest/texts.ts";
import { difficultyName, nameOf, typeName } from "../contest/wording.ts";
import { fetchNamed, fetchTopics, findQuestions, type FoundQuestion, type NamedQuestion } from "./bank-api.ts";

interface Wanted {
  bank: string;
  search: string;
  type: string;
  difficulty: string;
  topic: string;
}

const PAUSE_MS = 350;

/**
 * `<wangan-named-questions name="…" .chosen=… .banks=…>`: the questions that a section names, in their
 * order, and a search to find more. Dispatches `chosen` with the new ids.
 */
export class NamedQuestions extends PageElement {
  static override properties = { chosen: { attribute: false }, banks: { attribute: false }, usual: { attribute: false }, name: {} };

  name = "";
  chosen: readonly string[] = [];
  banks: readonly Bank[] = [];
  /** The bank to search first. */
  usual: string | undefined;
  /** What is known of questions; null for those that are gone. */
  readonly #known = new Map<string, NamedQuestion | null>();
  #wanted: Wanted = { bank: "", search: "", type: "", difficulty: "", topic: "" };
  #topics: readonly Topic[] = [];
  #found: readonly FoundQuestion[] | undefined;
  #next: string | null = null;
  #busy = false;
  #error: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** Begun without questions: the search is open, until somebody closes it. */
  #isNew = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isNew = this.chosen.length === 0;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("chosen")) void this.#learn(this.chosen.filter((id) => !this.#known.has(id)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Asks for what is not known of questions. */
  async #learn(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    try {
      const named = await fetchNamed(ids);
      ids.forEach((id) => this.#known.set(id, named.find((one) => one.id === id) ?? null));
    } catch (error) {
      this.#error = error;
    }
    this.requestUpdate();
  }

  #choose(chosen: readonly string[]): void {
    this.dispatchEvent(new CustomEvent("chosen", { detail: [...chosen] }));
  }

  #toggle(id: string, on: boolean): void {
    this.#choose(on ? [...this.chosen, id] : this.chosen.filter((one) => one !== id));
  }

  #move(place: number, places: number): void {
    const moved = [...this.chosen];
    moved.splice(place + places, 0, ...moved.splice(place, 1));
    this.#choose(moved);
  }

  #open(): void {
    if (this.#wanted.bank === "") this.#want({ bank: this.usual ?? "" });
  }

  #want(change: Partial<Wanted>): void {
    this.#wanted = { ...this.#wanted, ...change };
    if (change.bank !== undefined) void this.#loadTopics(change.bank);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), PAUSE_MS);
    this.requestUpdate();
  }

  async #loadTopics(bank: string): Promise<void> {
    this.#wanted.topic = "";
    this.#topics = [];
    try {
      const topics = await fetchTopics(bank);
      if (this.#wanted.bank === bank) this.#topics = topics;
    } catch {
      // The search itself says when the server cannot be reached; it works without topics.
    }
    this.requestUpdate();
  }

  async #search(next?: string): Promise<void> {
    const { bank, ...wanted } = this.#wanted;
    if (bank === "") return;
    this.#asked += 1;
    const number = this.#asked;
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value.trim() !== ""));
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      const page = await findQuestions(bank, next ?? given);
      // An answer to something that was asked before the last keystroke is old.
      if (number !== this.#asked) return;
      this.#found = next === undefined ? page.results : [...(this.#found ?? []), ...page.results];
      this.#next = page.next;
    } catch (error) {
      if (number === this.#asked) this.#error = error;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`${this.#chosenList()}
      <details class="more" ?open=${this.#isNew} @toggle=${() => this.#open()}>
        <summary>${t("Find questions")}</summary>
        ${this.#filters()} ${this.#results()}
      </details>`;
  }

  #chosenList(): TemplateResult {
    if (this.chosen.length === 0) {
      return html`<p class="soft">${t("Nothing chosen yet. Find questions below and tick them.")}</p>`;
    }
    return html`<p>${tn("{n} question chosen by name", "{n} questions chosen by name", this.chosen.length)}</p>
      <ol class="named-list">
        ${repeat(
          this.chosen,
          (id) => id,
          (id, place) => html`<li>${this.#chosenQuestion(id, place)}</li>`,
        )}
      </ol>`;
  }

  #chosenQuestion(id: string, place: number): TemplateResult {
    const known = this.#known.get(id);
    const stem = known === undefined ? t("Loading…") : known === null ? t("This question is gone, or not yours to use.") : localised(known.stem);
    const step = (label: string, places: number): TemplateResult =>
      button({
        label,
        kind: "quiet",
        disabled: place + places < 0 || place + places >= this.chosen.length,
        description: t("{action}: {question}", { action: label, question: stem }),
        onClick: () => this.#move(place, places),
      });
    return html`<p>${stem}</p>
      ${known === undefined || known === null ? nothing : html`<p class="small soft">${factsOf(known)}</p>`}
      ${known?.status === undefined || known.status === "published"
        ? nothing
        : html`<p class="small field-error">${t("It is not published, so it cannot be asked.")}</p>`}
      ${known === undefined || known === null ? nothing : answersView(known)}
      <div class="row section-buttons">
        ${step(t("Up"), -1)} ${step(t("Down"), 1)}
        ${button({
          label: t("Remove"),
          kind: "quiet",
          description: t("Remove: {section}", { section: stem }),
          onClick: () => this.#toggle(id, false),
        })}
      </div>`;
  }

  #filters(): TemplateResult {
    const any = { value: "", label: t("Any") };
    const { bank, search, type, difficulty, topic } = this.#wanted;
    const select = (field: keyof Wanted, label: string, value: string, options: { value: string; label: string }[]): TemplateResult =>
      selectField({ name: `${this.name}/find/${field}`, label, required: true, value, options, onChange: (to) => this.#want({ [field]: to }) });
    return html`<div
      @keydown=${(event: KeyboardEvent) => {
        // Enter in a search would save the whole page.
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      ${textField({
        name: `${this.name}/find/search`,
        label: t("Words of the question, or its number"),
        type: "search",
        required: true,
        value: search,
        maxlength: 200,
        onInput: (value) => this.#want({ search: value }),
      })}
      <div class="named-filters">
        ${this.banks.length > 1
          ? select("bank", t("Question bank"), bank, this.banks.map((one) => ({ value: one.id, label: nameOf(one) })))
          : nothing}
        ${select("topic", t("Topic"), topic, [any, ...this.#topics.map((one) => ({ value: one.id, label: nameOf(one) }))])}
        ${select("type", t("Type"), type, [any, ...QUESTION_TYPES.map((value) => ({ value, label: typeName(value) }))])}
        ${select("difficulty", t("Difficulty"), difficulty, [
          any,
          ...DIFFICULTIES.map((value) => ({ value: String(value), label: difficultyName(value) })),
        ])}
      </div>
    </div>`;
  }

  #results(): TemplateResult {
    if (this.#error !== undefined) return errorState(this.#error, () => this.#search());
    const found = this.#found;
    if (found === undefined) return html`<p class="soft">${t("Loading…")}</p>`;
    const next = this.#next;
    return html`<p class="small soft" role="status" aria-busy=${this.#busy ? "true" : nothing}>
        ${found.length === 0
          ? t("No published question fits.")
          : next === null
            ? tn("{n} question", "{n} questions", found.length)
            : tn("The first {n} question", "The first {n} questions", found.length)}
      </p>
      <ul class="named-list found">
        ${repeat(
          found,
          ({ id }) => id,
          (one) => html`<li>${this.#foundQuestion(one)}</li>`,
        )}
      </ul>
      ${next === null ? nothing : moreButton(this.#busy, () => this.#search(next))}`;
  }

  #foundQuestion(one: FoundQuestion): TemplateResult {
    const known = this.#known.get(one.id);
    return html`<label class="topic">
        <input
          type="checkbox"
          .checked=${live(this.chosen.includes(one.id))}
          @change=${(event: Event) => this.#toggle(one.id, (event.target as HTMLInputElement).checked)}
        />
        <span>${localised(one.stem)}<small class="soft">${factsOf(one)}</small></span>
      </label>
      ${known === undefined || known === null
        ? html`<p>
            ${button({
              label: t("Look at it"),
              kind: "quiet",
              description: t("{action}: {question}", { action: t("Look at it"), question: localised(one.stem) }),
              onClick: () => this.#learn([one.id]),
            })}
          </p>`
        : answersView(known)}`;
  }
}

/** "Single choice · Easy · Fraud · fraud-0007". */
function factsOf({ type, difficulty, topic, external_id }: FoundQuestion | NamedQuestion): string {
  return [typeName(type), difficultyName(difficulty), nameOf(topic), external_id ?? ""].filter(Boolean).join(t(" · "));
}

function answersView({ answers, explanation }: NamedQuestion): TemplateResult {
  return html`<details class="more">
    <summary>${t("Answers and explanation")}</summary>
    <ul class="sheet-options">
      ${answers.map(
        ({ text, right }) =>
          html`<li class=${right ? "right-answer" : ""}>
            <div>${localised(text)}</div>
            ${right ? html`${icon("check")}<span class="visually-hidden">${t("(right)")}</span>` : nothing}
          </li>`,
      )}
    </ul>
    <p class="small soft">${localised(explanation)}</p>
  </details>`;
}

customElements.define("wangan-named-questions", NamedQuestions);
