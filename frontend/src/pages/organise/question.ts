import { html, nothing, type TemplateResult } from "lit";
import { ProblemError } from "../../core/api.ts";
import { t, tn } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { routeParameters, setTitle, showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { badge, notice } from "../../ui/states.ts";
import { announce } from "../../ui/status.ts";
import { fetchBank, fetchTopics, type Bank, type QuestionCard } from "./bank/banks-api.ts";
import { statusBadge, statusName, stepName, waitingBadge, type Step } from "./bank/wording.ts";
import type { Topic } from "./contest/blueprint.ts";
import { localised } from "./contest/texts.ts";
import { nameOf, typeName } from "./contest/wording.ts";
import { AccessRefused, asOrganiser } from "./frame/access.ts";
import { actionDialog } from "./frame/action-dialog.ts";
import { OrganisePage } from "./frame/organise-page.ts";
import { SavingForm } from "./frame/saving-form.ts";
import "./question/comment-section.ts";
import { conflictView } from "./question/conflict-view.ts";
import { draftOf, freshDraft, isSame, type Draft } from "./question/draft.ts";
import { questionEditor } from "./question/editor.ts";
import "./question/history-section.ts";
import "./question/preview.ts";
import { changeQuestion, createQuestion, fetchAlike, fetchQuestion, takeStep, type Question } from "./question/question-api.ts";
import "./question/uses-section.ts";

interface Loaded {
  bank: Bank;
  topics: Topic[];
  /** Undefined while it is new. */
  question: Question | undefined;
}

/** Writing a question, and everything that happens to it afterwards. */
class QuestionPage extends OrganisePage {
  readonly #address = routeParameters();
  #loaded = new Resource(this, () => asOrganiser(() => this.#load()));
  #draft: Draft | undefined;
  #stored: Draft | undefined;
  #theirs: Question | undefined;
  #basedOn = 1;
  #alike: readonly QuestionCard[] = [];
  #form = new SavingForm(this, {
    isUnsaved: () => this.#isUnsaved(),
    reload: () => this.#reload(),
  });

  protected override render(): TemplateResult {
    return this.guarded(this.#loaded, (loaded) => this.#view(loaded));
  }

  #view({ bank, topics, question }: Loaded): TemplateResult {
    const draft = this.#draft;
    const title = question === undefined ? t("New question") : localised(question.stem);
    setTitle(title);
    return html`<p class="eyebrow no-print"><a href="/organise/banks/${bank.slug}">${nameOf(bank)}</a></p>
      <header class="contest-head">
        <h1 class="question-title">${title}</h1>
        ${question === undefined ? nothing : this.#facts(question)}
      </header>
      ${draft === undefined ? nothing : this.#editor(bank, topics, question, draft)}
      ${!question?.is_editable ? nothing : this.#sections(question)}`;
  }

  #facts(question: Question): TemplateResult {
    const unsaved = this.#isUnsaved();
    return html`<p class="row contest-facts">
        ${statusBadge(question.status)} ${waitingBadge(question)} <span>${typeName(question.type)}</span>
        <span class="soft">${t("Revision {number}", { number: question.revision })}</span>
        ${question.is_editable ? nothing : badge("plain", t("To draw from only"))}
      </p>
      ${question.has_unreviewed_text
        ? notice(
            "caution",
            t("Papers go on drawing revision {number} until somebody lets this text through.", {
              number: question.approved_revision ?? 0,
            }),
          )
        : nothing}
      ${question.waits_for_second_reader
        ? notice("info", t("You wrote this text. This bank wants somebody else to let it through."))
        : nothing}
      ${question.steps.length === 0
        ? nothing
        : html`<div class="row no-print">
              ${question.steps.map((step) =>
                button({
                  label: stepName(step),
                  kind: step === "retire" ? "danger" : step === "reopen" ? "plain" : "primary",
                  disabled: unsaved,
                  onClick: () => this.#step(question, step),
                }),
              )}
            </div>
            ${unsaved ? html`<p class="small soft">${t("Save first: a step is taken with the saved text.")}</p>` : nothing}`}`;
  }

  #editor(bank: Bank, topics: readonly Topic[], question: Question | undefined, draft: Draft): TemplateResult {
    return html`<div class="question-columns">
      ${question?.is_editable === false
        ? nothing
        : html`<form
            novalidate
            @submit=${(event: Event) => {
              event.preventDefault();
              void this.#save(bank, question, draft);
            }}
          >
            ${this.#theirs === undefined
              ? this.#form.summary()
              : conflictView({
                  mine: draft,
                  theirs: this.#theirs,
                  onKeepMine: () => this.#keepMine(),
                  onTakeTheirs: () => this.#reload(),
                })}
            ${this.#alikeView(bank)}
            ${questionEditor({
              draft,
              topics,
              isNew: question === undefined,
              errors: this.#form.errors,
              onChange: (next) => {
                this.#draft = next;
                this.requestUpdate();
              },
              onStem: () => this.#lookForAlike(bank, question),
            })}
            ${this.#form.bar({})}
          </form>`}
      <section class="card question-preview" aria-labelledby="preview-heading">
        <h2 id="preview-heading">${t("As a participant sees it")}</h2>
        <wangan-question-preview .draft=${draft}></wangan-question-preview>
      </section>
    </div>`;
  }

  #sections(question: Question): TemplateResult {
    return html`<div class="section two-columns">
      <wangan-question-history
        class="card"
        .question=${question}
        @restored=${() => this.#reload()}
      ></wangan-question-history>
      <div class="stack">
        <wangan-question-uses class="card" .question=${question}></wangan-question-uses>
        <wangan-question-comments class="card" .question=${question}></wangan-question-comments>
      </div>
    </div>`;
  }

  #alikeView(bank: Bank): TemplateResult | typeof nothing {
    if (this.#alike.length === 0) return nothing;
    return notice(
      "caution",
      html`<p>${tn("The bank has a question that asks nearly the same:", "The bank has questions that ask nearly the same:", this.#alike.length)}</p>
        <ul>
          ${this.#alike.map(
            ({ id, stem, status }) =>
              html`<li><a href="/organise/banks/${bank.slug}/questions/${id}" target="_blank">${localised(stem)}</a> (${statusName(status)})</li>`,
          )}
        </ul>`,
    );
  }

  async #lookForAlike(bank: Bank, question: Question | undefined): Promise<void> {
    const stem = localised(this.#draft?.stem);
    if (stem.trim().length < 4) return;
    try {
      this.#alike = await fetchAlike(bank.id, stem, question?.id ?? "");
    } catch {
      // Only a hint: without it the question can be written all the same.
      this.#alike = [];
    }
    this.requestUpdate();
  }

  async #save(bank: Bank, question: Question | undefined, draft: Draft): Promise<void> {
    let saved: Question | undefined;
    const done = await this.#form.save({}, async () => {
      try {
        saved = question === undefined ? await createQuestion(bank.id, draft) : await changeQuestion(question, draft, this.#basedOn);
      } catch (error) {
        if (error instanceof ProblemError && error.code === "revised_meanwhile" && question !== undefined) {
          this.#theirs = await fetchQuestion(question.id);
        }
        throw error;
      }
    });
    if (!done || saved === undefined) return;
    this.#take(saved);
    if (question === undefined) location.assign(`/organise/banks/${bank.slug}/questions/${saved.id}`);
    else await this.#loaded.reload();
  }

  async #step(question: Question, step: Step): Promise<void> {
    const done = await actionDialog({
      heading: stepName(step),
      text: stepText(question, step),
      confirm: stepName(step),
      kind: step === "retire" ? "danger" : "primary",
      send: () => takeStep(question, step),
    });
    if (!done) return;
    announce(t("Done."));
    await this.#reload();
  }

  #keepMine(): void {
    this.#basedOn = this.#theirs?.revision ?? this.#basedOn;
    this.#theirs = undefined;
    this.requestUpdate();
  }

  async #reload(): Promise<void> {
    this.#draft = undefined;
    await this.#loaded.reload();
  }

  #isUnsaved(): boolean {
    return this.#draft !== undefined && this.#stored !== undefined && !isSame(this.#draft, this.#stored);
  }

  async #load(): Promise<Loaded> {
    const { slug = "", id } = this.#address;
    const [bank, question] = await Promise.all([fetchBank(slug), id === undefined ? undefined : fetchQuestion(id)]);
    if (bank === undefined) throw new AccessRefused("no_bank");
    const topics = await fetchTopics(bank.id);
    if (question !== undefined) this.#take(question);
    else if (this.#draft === undefined) {
      const fresh = freshDraft(new URLSearchParams(location.search).get("topic") ?? topics[0]?.id ?? "");
      this.#draft = this.#stored = fresh;
    }
    return { bank, topics, question };
  }

  #take(question: Question): void {
    this.#draft = this.#stored = draftOf(question);
    this.#basedOn = question.revision;
    this.#theirs = undefined;
    this.#alike = [];
  }
}

function stepText({ status, has_unreviewed_text, times_used }: Question, step: Step): string {
  switch (step) {
    case "review":
      return has_unreviewed_text
        ? t("You have read the new text, in both languages and with its key, and find it right. Papers published from now on draw it.")
        : t("You have read the text, in both languages and with its key, and find it right.");
    case "publish":
      return status === "draft"
        ? t("You find the text right as it stands. Papers published from now on can draw it.")
        : t("Papers published from now on can draw it.");
    case "retire":
      return times_used === 0
        ? t("No paper draws it any more.")
        : t("No paper draws it any more. Contests that are published already go on asking it; to take it out there, make a ruling.");
    case "reopen":
      return t("No paper draws it until it has been let through and published again.");
  }
}

showPage(QuestionPage);
