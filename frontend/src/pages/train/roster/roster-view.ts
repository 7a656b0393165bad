import { html, nothing, type TemplateResult } from "lit";
import type { Page } from "../../../core/api.ts";
import { formatDateTime, formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { choiceGroup } from "../../../ui/choices.ts";
import { icon } from "../../../ui/icons.ts";
import { moreButton } from "../../../ui/pagination.ts";
import type { Resource } from "../../../ui/resource.ts";
import { badge, emptyState, notice } from "../../../ui/states.ts";
import { dataTable } from "../../../ui/table.ts";
import { failedRowsPath, type RosterImport, type RosterItem, type RosterSettings, type Show } from "./rosters-api.ts";
import {
  actionBadge,
  changeText,
  confirmLabel,
  countOf,
  faultText,
  placeText,
  showName,
  SHOWS,
  writesOf,
} from "./wording.ts";

const UNITS_SHOWN = 30;

export interface RosterViewOptions {
  found: RosterImport;
  show: Show;
  items: Resource<Page<RosterItem> | undefined>;
  /** How far the work on the server is, or nothing. */
  work: TemplateResult | typeof nothing;
  /** What is under way, or "". */
  busy: string;
  onShow: (show: Show) => unknown;
  onMore: (page: Page<RosterItem>) => unknown;
  onSettings: (settings: Partial<RosterSettings>) => unknown;
  onConfirm: () => unknown;
  onDiscard: () => unknown;
  onAnother: () => unknown;
}

/** One uploaded roster: what it would do or did, person by person. */
export function rosterView(options: RosterViewOptions): TemplateResult {
  const { found } = options;
  return html`<section class="card" aria-labelledby="file-heading">
      <h2 id="file-heading" class="import-file-name">${found.file_name}</h2>
      <p class="small soft">${[formatDateTime(found.created_at), found.owner].filter(Boolean).join(" · ")}</p>
      ${options.work} ${stateView(options)}
    </section>
    ${found.state === "planning" ? nothing : itemsView(options)}`;
}

function stateView(options: RosterViewOptions): TemplateResult | typeof nothing {
  const { found } = options;
  const broke = found.job === null || found.job.state === "failed";
  switch (found.state) {
    case "planning":
      return broke ? stopped(t("The file could not be checked."), t("Check it again"), () => options.onSettings({}), options) : nothing;
    case "applying":
      return broke
        ? stopped(t("The import broke off. Who was written stays; going on writes the rest."), t("Go on"), options.onConfirm, options)
        : nothing;
    case "planned":
      return planned(options);
    case "done":
      return done(options);
  }
}

function stopped(text: string, label: string, onClick: () => unknown, options: RosterViewOptions): TemplateResult {
  return html`${notice("bad", text)}
    <div class="row">
      ${button({ label, kind: "primary", busy: options.busy !== "", onClick })} ${discard(options)}
    </div>`;
}

function planned(options: RosterViewOptions): TemplateResult {
  const { found, busy } = options;
  const writes = writesOf(found.counts);
  return html`${settingsFields(found, found.id, options.onSettings)} ${remarks(found)} ${newUnits(found)} ${failures(found)}
    ${writes === 0 ? notice("info", t("The file holds nothing that is new or changed.")) : nothing}
    <div class="row">
      ${writes === 0
        ? button({ label: t("Import another file"), kind: "primary", onClick: options.onAnother })
        : button({ label: confirmLabel(found.counts), kind: "primary", busy: busy === "confirm", onClick: options.onConfirm })}
      ${discard(options)}
    </div>`;
}

/** What a roster may do beside naming people. */
export function settingsFields(
  settings: RosterSettings,
  name: string,
  onChange: (settings: RosterSettings) => unknown,
): TemplateResult {
  const { create_units, absent_leave } = settings;
  return choiceGroup({
    name: `settings-${name}`,
    legend: t("This roster"),
    type: "checkbox",
    choices: [
      {
        value: "create_units",
        label: t("may make units that are not there yet"),
        hint: t("Otherwise rows with an unknown unit are errors."),
      },
      {
        value: "absent_leave",
        label: t("names everybody: who is not in it has left"),
        hint: t("Never tick this for a part of the people, such as a file of mended rows."),
      },
    ],
    chosen: [...(create_units ? ["create_units"] : []), ...(absent_leave ? ["absent_leave"] : [])],
    onChange: (chosen) =>
      onChange({ create_units: chosen.includes("create_units"), absent_leave: chosen.includes("absent_leave") }),
  });
}

function remarks({ warnings }: RosterImport): TemplateResult | typeof nothing {
  if (warnings.length === 0) return nothing;
  return notice(
    "caution",
    html`${warnings.map((warning) => {
      const place = placeText(warning);
      return html`<p>${place === "" ? faultText(warning) : t("{place}: {text}", { place, text: faultText(warning) })}</p>`;
    })}`,
  );
}

function newUnits({ new_units }: RosterImport): TemplateResult | typeof nothing {
  if (new_units.length === 0) return nothing;
  const rest = new_units.length - UNITS_SHOWN;
  return html`<h3>${tn("{n} new unit", "{n} new units", new_units.length)}</h3>
    <ul class="roster-new-units small">
      ${new_units.slice(0, UNITS_SHOWN).map((path) => html`<li>${path}</li>`)}
      ${rest > 0 ? html`<li>${t("and {number} more", { number: formatNumber(rest) })}</li>` : nothing}
    </ul>`;
}

function failures(found: RosterImport): TemplateResult | typeof nothing {
  if (countOf("error", found.counts) === 0) return nothing;
  return notice(
    "caution",
    html`<p>${t("Some rows cannot be imported. Mend them in the workbook with the failed rows, and upload that.")}</p>
      <p>
        <a class="button" href=${failedRowsPath(found.id)} download>${icon("download")} ${t("Download the failed rows")}</a>
      </p>`,
  );
}

function done(options: RosterViewOptions): TemplateResult {
  const { found } = options;
  return html`${notice(
      "good",
      t("Imported. New: {created}, changed: {updated}, left: {left}, unchanged: {unchanged}.", {
        created: formatNumber(found.counts.create),
        updated: formatNumber(found.counts.update),
        left: formatNumber(found.counts.leaves),
        unchanged: formatNumber(found.counts.unchanged),
      }),
    )}
    ${failures(found)}
    <div class="row">${button({ label: t("Import another file"), onClick: options.onAnother })}</div>`;
}

function discard({ busy, onDiscard }: RosterViewOptions): TemplateResult {
  return button({ label: t("Discard the file"), kind: "quiet", busy: busy === "discard", onClick: onDiscard });
}

function itemsView(options: RosterViewOptions): TemplateResult {
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

function rows(page: Page<RosterItem> | undefined, options: RosterViewOptions): TemplateResult {
  if (page === undefined || page.results.length === 0) return emptyState({ heading: t("Nobody of this kind") });
  const caption = t("{done} of {total}", {
    done: formatNumber(page.results.length),
    total: formatNumber(countOf(options.show, options.found.counts)),
  });
  return html`${itemTable(page.results, caption)}
    ${page.next === null ? nothing : moreButton(options.busy === "more", () => options.onMore(page))}`;
}

function itemTable(items: readonly RosterItem[], caption: string): TemplateResult {
  return dataTable({
    caption,
    rows: items,
    columns: [
      {
        heading: t("Place"),
        cell: ({ place }) => html`<span class="import-place">${placeText(place) || t("not in the file")}</span>`,
      },
      {
        heading: t("Import"),
        cell: ({ action }) => {
          const { kind, label } = actionBadge(action);
          return html`<span class="import-place">${badge(kind, label)}</span>`;
        },
      },
      { heading: t("Name and unit"), names: true, cell: personCell },
      { heading: t("Remarks"), cell: itemRemarks },
    ],
  });
}

function personCell({ name, person_number, units }: RosterItem): TemplateResult {
  return html`<span>
    <span>${name === "" ? t("Nameless") : name}</span>
    ${person_number === "" ? nothing : html`<span class="small soft import-id">${person_number}</span>`}
    ${units.length === 0 ? nothing : html`<span class="small soft roster-units">${units.join(t("; "))}</span>`}
  </span>`;
}

function itemRemarks({ errors, warnings, changes }: RosterItem): TemplateResult | typeof nothing {
  const lines = [
    ...errors.map((fault) => html`<li class="bad">${faultText(fault)}</li>`),
    ...warnings.map((fault) => html`<li class="soft">${faultText(fault)}</li>`),
    ...changes.map((change) => html`<li>${changeText(change)}</li>`),
  ];
  return lines.length === 0 ? nothing : html`<ul class="import-remarks">${lines}</ul>`;
}
