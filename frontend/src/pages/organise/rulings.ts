import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime } from "../../core/format.ts";
import { t, tn } from "../../core/i18n.ts";
import { button } from "../../ui/button.ts";
import { selectField, textField } from "../../ui/field.ts";
import { showPage } from "../../ui/page.ts";
import { Resource } from "../../ui/resource.ts";
import { announce } from "../../ui/status.ts";
import { badge, notice } from "../../ui/states.ts";
import { dataTable } from "../../ui/table.ts";
import type { Contest } from "./contest/contest.ts";
import { roundName } from "./contest/rounds.ts";
import { localised } from "./contest/texts.ts";
import { typeName } from "./contest/wording.ts";
import { asOrganiser } from "./frame/access.ts";
import { ContestPage } from "./frame/contest-page.ts";
import type { Place } from "./frame/places.ts";
import { JobFollower } from "../../ui/job-follower.ts";
import "./rulings/ruling-form.ts";
import { found, type PaperQuestion, type Proposal, type Ruling, type RulingKind } from "./rulings/ruling.ts";
import { fetchRulings, makeRuling, type Rulings } from "./rulings/rulings-api.ts";

/** Putting right a question that turned out to be wrong after people answered it. */
class RulingsPage extends ContestPage {
  protected readonly place: Place = "rulings";
  #round = 1;
  #rulings = new Resource(this, () => asOrganiser(() => fetchRulings(this.contestId, this.#round)));
  #follower = new JobFollower(this);
  #chosen: PaperQuestion | undefined;
  #search = "";

  protected override body(contest: Contest): TemplateResult {
    if (contest.published_at === null) {
      return notice("info", t("The paper is made when the contest is published. Until then, edit the questions themselves."));
    }
    return html`<p class="page-text soft">
        ${t("If a question turns out to be wrong or ambiguous, withdraw it or correct its key. All attempts are then marked again, and nobody loses an answer.")}
      </p>
      ${contest.rounds.length === 1 ? nothing : this.#rounds(contest)}
      ${this.#follower.view(t("Marking again…"))}
      ${this.#rulings.view((rulings) => html`${this.#made(rulings, contest)} ${this.#main(rulings, contest)}`)}`;
  }

  #rounds({ rounds }: Contest): TemplateResult {
    return selectField({
      name: "round",
      label: t("Round"),
      required: true,
      value: String(this.#round),
      options: rounds.map((one) => ({ value: String(one.number), label: roundName(one) })),
      onChange: (number) => {
        this.#round = Number(number);
        this.#chosen = undefined;
        this.#search = "";
        void this.#rulings.reload();
      },
    });
  }

  #made({ rulings, questions }: Rulings, { timezone }: Contest): TemplateResult | typeof nothing {
    if (rulings.length === 0) return nothing;
    return html`<section class="section-small" aria-labelledby="made-heading">
      <h2 id="made-heading">${t("Rulings made")}</h2>
      ${dataTable<Ruling>({
        caption: tn("{n} ruling", "{n} rulings", rulings.length),
        columns: [
          {
            heading: t("Question"),
            names: true,
            cell: ({ index }) => `${index + 1}. ${shortened(localised(questions[index]?.stem))}`,
          },
          { heading: t("Ruling"), cell: ({ kind }) => kindName(kind) },
          { heading: t("Reason"), cell: ({ reason }) => reason },
          {
            heading: t("By"),
            cell: ({ made_by, made_at }) =>
              t("{name}, {time}", { name: made_by, time: formatDateTime(made_at, timezone) }),
          },
        ],
        rows: rulings,
      })}
    </section>`;
  }

  #main({ questions }: Rulings, contest: Contest): TemplateResult {
    if (this.#chosen !== undefined) {
      return html`<wangan-ruling-form
        .question=${this.#chosen}
        .contest=${contest.id}
        .round=${this.#round}
        @ruled=${(event: CustomEvent<Proposal>) => void this.#rule(event.detail)}
        @given-up=${() => this.#choose(undefined)}
      ></wangan-ruling-form>`;
    }
    const shown = found(questions, this.#search);
    return html`<section class="section-small no-print" aria-labelledby="questions-heading">
      <h2 id="questions-heading" tabindex="-1">${t("Which question?")}</h2>
      ${textField({
        name: "search",
        label: t("Search by words of the question, or its number"),
        type: "search",
        required: true,
        value: this.#search,
        onInput: (value) => {
          this.#search = value;
          this.requestUpdate();
        },
      })}
      <p class="small soft" role="status">${tn("{n} question", "{n} questions", shown.length)}</p>
      <ol class="question-list">
        ${shown.map((question) => this.#question(question))}
      </ol>
    </section>`;
  }

  #question(question: PaperQuestion): TemplateResult {
    const { index, type, stem, ruling } = question;
    return html`<li class="row spread">
      <div class="question-text">
        <p class="small soft">
          ${t("Question {number}", { number: index + 1 })} · ${typeName(type)}
          ${ruling === null ? nothing : badge("caution", kindName(ruling))}
        </p>
        <p class="as-written">${localised(stem)}</p>
      </div>
      ${button({
        label: t("Rule on it"),
        disabled: this.#follower.busy,
        description: t("Rule on it: question {number}", { number: index + 1 }),
        onClick: () => this.#choose(question),
      })}
    </li>`;
  }

  #choose(question: PaperQuestion | undefined): void {
    this.#chosen = question;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const heading = question === undefined ? "#questions-heading" : "wangan-ruling-form h2";
      this.querySelector<HTMLElement>(heading)?.focus();
      this.querySelector<HTMLElement>(heading)?.scrollIntoView({ block: "nearest" });
    });
  }

  async #rule(proposal: Proposal): Promise<void> {
    this.#choose(undefined);
    const job = await this.#follower.run(() => makeRuling(this.contestId, this.#round, proposal));
    if (job !== undefined) announce(t("All attempts are marked again."));
    await this.#rulings.reload();
  }
}

function kindName(kind: RulingKind): string {
  return { withdrawn: t("Withdrawn"), key_corrected: t("Key corrected") }[kind];
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

showPage(RulingsPage);
