import { html, nothing, type TemplateResult } from "lit";
import type { Page } from "../../../core/api.ts";
import { formatDateTime, formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { button, linkButton } from "../../../ui/button.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { selectField } from "../../../ui/field.ts";
import { icon } from "../../../ui/icons.ts";
import { moreButton } from "../../../ui/pagination.ts";
import type { Resource } from "../../../ui/resource.ts";
import { emptyState, notice, progress } from "../../../ui/states.ts";
import { localised } from "../contest/texts.ts";
import { failedRowsPath, type FirstStatus, type ImportItem, type Place, type QuestionImport, type Show } from "./imports-api.ts";
import { itemTable } from "./item-table.ts";
import { confirmLabel, countOf, formatName, showName, SHOWS, statuses, topicOptions } from "./wording.ts";

export interface ImportViewOptions {
  found: QuestionImport;
  place: Place;
  show: Show;
  items: Resource<Page<ImportItem> | undefined>;
  /** What is under way, or "". */
  busy: string;
  onShow: (show: Show) => unknown;
  onMore: (page: Page<ImportItem>) => unknown;
  onFormat: (format: string) => unknown;
  onStatus: (status: FirstStatus) => unknown;
  onTopic: (topic: string) => unknown;
  onCheckAgain: () => unknown;
  onConfirm: () => unknown;
  onDiscard: () => unknown;
  onAnother: () => unknown;
}

/** One uploaded file: how it was read, what it would do or did, question by question. */
export function importView(options: ImportViewOptions): TemplateResult {
  const { found } = options;
  const broke = found.job === null || found.job.state === "failed";
  return html`<section class="card" aria-labelledby="file-heading">
      <h2 id="file-heading" class="import-file-name">${found.file_name}</h2>
      <p class="small soft">${[formatDateTime(found.created_at), found.owner].filter(Boolean).join(" · ")}</p>
      ${stateView(options, broke)}
    </section>
    ${found.state === "planning" ? nothing : itemsView(options)}`;
}

function stateView(options: ImportViewOptions, broke: boolean): TemplateResult {
  const { found, busy } = options;
  switch (found.state) {
    case "planning":
      return broke
        ? stopped(t("The file could not be checked."), t("Check it again"), busy === "format", options.onCheckAgain, options)
        : working(t("Checking the file…"), found);
    case "applying":
      return broke
        ? stopped(t("The import broke off. What was written stays; going on writes the rest."), t("Go on"), busy === "confirm", options.onConfirm, options)
        : working(t("Writing questions…"), found);
    case "planned":
      return planned(options);
    case "done":
      return done(options);
  }
}

function working(label: string, { job }: QuestionImport): TemplateResult {
  const total = job?.total ?? null;
  return html`<div class="job-progress" role="status">
    <p class="small">
      ${label}
      ${total === null
        ? nothing
        : html`<span class="number"
            >${t("{done} of {total}", { done: formatNumber(job?.done ?? 0), total: formatNumber(total) })}</span
          >`}
    </p>
    ${progress(label, job?.done ?? 0, Math.max(1, total ?? 1))}
    <p class="small soft">${t("You may leave this page; the work goes on.")}</p>
  </div>`;
}

function stopped(
  text: string,
  label: string,
  busy: boolean,
  onClick: () => unknown,
  { found, ...options }: ImportViewOptions,
): TemplateResult {
  return html`${notice("bad", [text, found.job?.message ?? ""].filter(Boolean).join(" "))}
    <div class="row">${button({ label, kind: "primary", busy, onClick })} ${discard(options)}</div>`;
}

function planned(options: ImportViewOptions): TemplateResult {
  const { found, place, busy } = options;
  const writes = countOf("create", found.counts) + countOf("update", found.counts);
  return html`<div class="import-choices">
      ${selectField({
        name: "format",
        label: t("Read as"),
        required: true,
        value: found.asked_format,
        options: [
          { value: "", label: found.asked_format === "" && found.format !== "" ? t("Found out: {format}", { format: formatName(found.format) }) : t("Find out") },
          ...place.formats.read.map((name) => ({ value: name, label: formatName(name) })),
        ],
        onChange: options.onFormat,
      })}
      ${writes === 0
        ? nothing
        : selectField({
            name: "topic",
            label: t("Topic of new questions that name none"),
            required: true,
            value: found.topic ?? "",
            options: topicOptions(place.topics),
            onChange: options.onTopic,
          })}
    </div>
    ${failures(found)}
    ${writes === 0
      ? html`${notice("info", nothingNew(found))}
          <div class="row">${button({ label: t("Import another file"), kind: "primary", onClick: options.onAnother })} ${discard(options)}</div>`
      : html`${statusChoice(options)} ${newTopics(found)}
          <div class="row">
            ${button({ label: confirmLabel(found.counts), kind: "primary", busy: busy === "confirm", disabled: busy !== "" && busy !== "confirm", onClick: options.onConfirm })}
            ${discard(options)}
          </div>`}`;
}

function nothingNew({ format, counts }: QuestionImport): string {
  if (format === "") return t("No question format fits this file.");
  return countOf("unchanged", counts) === 0
    ? t("There is no question in this file that can be imported.")
    : t("The file holds nothing that is new or changed.");
}

function statusChoice({ found, place, onStatus }: ImportViewOptions): TemplateResult | typeof nothing {
  if (countOf("create", found.counts) === 0) return nothing;
  const second = place.bank.needs_second_reader === true;
  return choiceGroup({
    name: "status",
    legend: t("New questions begin as"),
    type: "radio",
    ...(second ? { hint: t("In this bank, somebody else has to let through what you bring in.") } : {}),
    choices: statuses().map((one) => ({ ...one, disabled: second && one.value !== "draft" })),
    chosen: [found.status],
    onChange: ([status]) => (status === undefined ? undefined : onStatus(status as FirstStatus)),
  });
}

function newTopics({ new_topics }: QuestionImport): TemplateResult | typeof nothing {
  if (new_topics.length === 0) return nothing;
  const names = new_topics.map(({ name }) => localised(name)).join(t(", "));
  return html`<p class="small soft">${t("New topics: {names}", { names })}</p>`;
}

function failures(found: QuestionImport): TemplateResult | typeof nothing {
  if (countOf("error", found.counts) === 0 || found.format === "") return nothing;
  return notice(
    "caution",
    html`<p>${t("Some questions cannot be imported. Mend them in the workbook with the failed rows, and upload that.")}</p>
      <p>
        <a class="button" href=${failedRowsPath(found.id)} download>${icon("download")} ${t("Download the failed rows")}</a>
      </p>`,
  );
}

function discard({ busy, onDiscard }: Pick<ImportViewOptions, "busy" | "onDiscard">): TemplateResult {
  return button({ label: t("Discard the file"), kind: "quiet", busy: busy === "discard", onClick: onDiscard });
}

function done({ found, place, onAnother }: ImportViewOptions): TemplateResult {
  return html`${notice(
      "good",
      t("Imported. New: {created}, changed: {updated}, unchanged: {unchanged}.", {
        created: formatNumber(countOf("create", found.counts)),
        updated: formatNumber(countOf("update", found.counts)),
        unchanged: formatNumber(countOf("unchanged", found.counts)),
      }),
    )}
    ${failures(found)}
    <div class="row">
      ${linkButton({ label: t("To the questions of the bank"), href: `/organise/banks/${place.bank.slug}`, kind: "primary" })}
      ${button({ label: t("Import another file"), onClick: onAnother })}
    </div>`;
}

function itemsView(options: ImportViewOptions): TemplateResult {
  const { found, show, items } = options;
  return html`<section class="import-section" aria-labelledby="items-heading">
    <h2 id="items-heading">${found.state === "planned" ? t("What would happen") : t("What happened")}</h2>
    <div class="row stage-filter no-print" role="group" aria-label=${t("Show")}>
      ${SHOWS.map(
        (one) =>
          html`<button
            type="button"
            class="button quiet ${one === show ? "chosen" : ""}"
            aria-pressed=${one === show ? "true" : "false"}
            @click=${() => options.onShow(one)}
          >
            ${showName(one)} <span class="number count">${formatNumber(countOf(one, found.counts))}</span>
          </button>`,
      )}
    </div>
    ${items.view((page) => rows(page, options))}
  </section>`;
}

function rows(page: Page<ImportItem> | undefined, options: ImportViewOptions): TemplateResult {
  if (page === undefined || page.results.length === 0) {
    return emptyState({ heading: t("No question of this kind") });
  }
  const caption = t("{done} of {total}", {
    done: formatNumber(page.results.length),
    total: formatNumber(countOf(options.show, options.found.counts)),
  });
  return html`${itemTable(page.results, caption)}
    ${page.next === null ? nothing : moreButton(options.busy === "more", () => options.onMore(page))}`;
}
