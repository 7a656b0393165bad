import { html, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { dataTable } from "../../../ui/table.ts";
import { notice } from "../../../ui/states.ts";
import type { Section } from "../contest/blueprint.ts";
import type { Round } from "../contest/contest.ts";
import { localised } from "../contest/texts.ts";
import { difficultyName, labelOf, markingRules, typeName } from "../contest/wording.ts";
import { countOf, pointsOf, totalsOf } from "./draft.ts";
import { totalsText } from "./totals-text.ts";

/** How a published paper was composed. It never changes, so there is nothing to edit. */
export function compositionView({ blueprint }: Round, sections: readonly Section[]): TemplateResult {
  return html`<section class="section" aria-labelledby="composition-heading">
    <h2 id="composition-heading">${t("Questions")}</h2>
    ${notice(
      "info",
      t("The paper was frozen when the contest was published. A question that turns out to be wrong can be withdrawn, or its key corrected, under Rulings."),
    )}
    ${dataTable({
      caption: totalsText(totalsOf(sections), blueprint.time_limit_s),
      columns: [
        { heading: t("Section"), names: true, cell: ({ number, section }) => localised(section.title) || t("Section {number}", { number }) },
        { heading: t("Drawn from"), cell: ({ section }) => sourceOf(section) },
        { heading: t("Number of questions"), numeric: true, cell: ({ section }) => formatNumber(countOf(section)) },
        { heading: t("Points"), numeric: true, cell: ({ section }) => formatNumber(pointsOf(section), 2) },
      ],
      rows: sections.map((section, index) => ({ section, number: index + 1 })),
    })}
    <p class="soft">${t("Marking: {rule}", { rule: labelOf(markingRules(), blueprint.marking_rule) })}</p>
  </section>`;
}

function sourceOf(section: Section): string {
  if (section.kind === "named") return t("Questions chosen by name");
  const parts = [
    section.types.length === 0 ? t("all types") : section.types.map(typeName).join(t(", ")),
    section.difficulties.length === 0
      ? t("any difficulty")
      : section.difficulties.map(difficultyName).join(t(", ")),
  ];
  return parts.join(t(" · "));
}
