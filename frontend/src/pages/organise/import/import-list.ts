import { html, nothing, type TemplateResult } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { badge } from "../../../ui/states.ts";
import { addressOf } from "./address.ts";
import type { QuestionImport } from "./imports-api.ts";
import { formatName } from "./wording.ts";

/** The files of the last days, to go on with or to look at again. */
export function importList(
  imports: readonly QuestionImport[],
  onOpen: (id: string) => unknown,
): TemplateResult | typeof nothing {
  if (imports.length === 0) return nothing;
  return html`<section class="import-section" aria-labelledby="imports-heading">
    <h2 id="imports-heading">${t("Files of the last 7 days")}</h2>
    <ul class="import-files">
      ${imports.map((one) => {
        const { kind, label } = stateBadge(one);
        const open = (event: MouseEvent): void => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(one.id);
        };
        return html`<li class="card">
          <a href=${addressOf({ id: one.id, show: "all" })} @click=${open}>${one.file_name}</a>
          <span class="small soft"
            >${[one.format === "" ? "" : formatName(one.format), formatDateTime(one.created_at), one.owner]
              .filter(Boolean)
              .join(" · ")}</span
          >
          ${badge(kind, label)}
        </li>`;
      })}
    </ul>
  </section>`;
}

function stateBadge({ state, job }: QuestionImport): { kind: "plain" | "accent" | "good" | "caution" | "bad"; label: string } {
  if (state === "done") return { kind: "good", label: t("Imported") };
  if (state === "planned") return { kind: "accent", label: t("Waiting for confirmation") };
  if (job === null || job.state === "failed") return { kind: "bad", label: t("Broke off") };
  return { kind: "caution", label: state === "applying" ? t("Being imported") : t("Being checked") };
}
