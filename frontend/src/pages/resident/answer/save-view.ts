import { html, nothing, type TemplateResult } from "lit/html.js";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { icon } from "./icons.ts";
import { problemText } from "../../../ui/problem-text.ts";
import { notice } from "../../../ui/states.ts";
import type { SavedAs, Sitting } from "./sitting.ts";

/** How safe the answers are: what the bar shows. */
export function saveState({ save }: Sitting, online: boolean): TemplateResult {
  const { kind, waiting } = save;
  if (kind === "saved") return state("good", "check", t("Saved"));
  if (kind === "stopped") return state("bad", "warning", t("Not saved: {n}", { n: waiting }));
  if (!online) return state("caution", "cloud", t("Offline: {n} waiting", { n: waiting }));
  if (kind === "waiting") return state("caution", "cloud", t("{n} waiting", { n: waiting }));
  return state("", "cloud", t("Saving…"));
}

function state(look: string, name: "check" | "cloud" | "warning", label: string): TemplateResult {
  return html`<span class="save-state ${look}">${icon(name)} ${label}</span>`;
}

/** Below the options, where it moves none of them under a finger; read out when it changes. */
export function outOfReach({ save }: Sitting, online: boolean): string {
  const { kind, durable } = save;
  if (!durable || kind === "stopped") return "";
  if (!online) return t("You are offline. Your answers are kept on this device and sent later.");
  if (kind !== "waiting") return "";
  return t("The server cannot be reached. Your answers are kept on this device and sent later.");
}

/** What needs more than a word: nothing while all is well. */
export function saveNotices(sitting: Sitting): TemplateResult | typeof nothing {
  const { kind, durable, late, problem } = sitting.save;
  return html`${kind === "stopped"
    ? notice(
        "bad",
        html`<p>${t("Your answers are not being saved.")} ${problemText(problem)}</p>
          ${button({ label: t("Try again"), onClick: () => sitting.outbox.resume() })}`,
      )
    : nothing}
  ${!durable
    ? notice("caution", t("This browser cannot keep answers. Do not close this page until everything is saved."))
    : nothing}
  ${late.length > 0
    ? notice(
        "caution",
        tn(
          "{n} answer reached the server after the deadline and does not count.",
          "{n} answers reached the server after the deadline and do not count.",
          late.length,
        ),
      )
    : nothing}`;
}

/** The state of one answer, to stand beside it. */
export function answerState(saved: SavedAs): string {
  const texts = {
    empty: "",
    saved: t("Saved"),
    waiting: t("Waiting to be saved"),
    late: t("Came too late"),
  };
  return texts[saved];
}
