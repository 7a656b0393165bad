/** What a roster does, in plain words. */
import { t, tn } from "../../../core/i18n.ts";
import type { RosterAction, RosterFault, RosterImport, RosterItem, Show } from "./rosters-api.ts";

export type BadgeKind = "plain" | "accent" | "good" | "caution" | "bad";

export const SHOWS: readonly Show[] = ["all", "create", "update", "leaves", "unchanged", "error"];

export function showName(show: Show): string {
  return {
    all: t("All"),
    create: t("New"),
    update: t("Changed"),
    leaves: t("Leave"),
    unchanged: t("Unchanged"),
    error: t("With errors"),
  }[show];
}

export function countOf(show: Show, counts: RosterImport["counts"]): number {
  const { create, update, leaves, unchanged, error } = counts;
  return { all: create + update + leaves + unchanged + error, create, update, leaves, unchanged, error }[show];
}

export function actionBadge(action: RosterAction): { label: string; kind: BadgeKind } {
  return {
    create: { label: t("New"), kind: "good" as const },
    update: { label: t("Changed"), kind: "accent" as const },
    leaves: { label: t("Leaves"), kind: "caution" as const },
    unchanged: { label: t("Unchanged"), kind: "plain" as const },
    error: { label: t("Error"), kind: "bad" as const },
  }[action];
}

export function stateBadge({ state, job }: RosterImport): { label: string; kind: BadgeKind } {
  if (state === "done") return { kind: "good", label: t("Imported") };
  if (state === "planned") return { kind: "accent", label: t("Waiting for confirmation") };
  if (job === null || job.state === "failed") return { kind: "bad", label: t("Broke off") };
  return { kind: "caution", label: state === "applying" ? t("Being imported") : t("Being checked") };
}

/** Where somebody stands in the file; "" for somebody whom it does not name. */
export function placeText({ table, row }: Pick<RosterFault, "table" | "row">): string {
  if (row == null) return "";
  const inTable = t("row {number}", { number: row });
  return table == null ? inTable : t("{outer}, {inner}", { outer: table, inner: inTable });
}

export function faultText({ column, detail }: RosterFault): string {
  if (column == null) return detail;
  return t("{place}: {text}", { place: t("column {name}", { name: column }), text: detail });
}

/** What becomes of one field of somebody, before and after. */
export function changeText({ field, before, after }: RosterItem["changes"][number]): string {
  if (field === "returns") return t("Comes back");
  if (field === "leaves") return before === "" ? t("Leaves") : t("Leaves: {units}", { units: before });
  if (field === "listed") return t("Is a member already and gets a roster entry");
  const names: Readonly<Record<string, string>> = {
    number: t("person number"),
    name: t("name"),
    email: t("e-mail"),
    phone: t("phone"),
    units: t("units"),
    manages: t("manages"),
  };
  const none = t("none");
  return t("{field}: {before} → {after}", { field: names[field] ?? field, before: before || none, after: after || none });
}

/** How many people will be written, for the button that does it. */
export function confirmLabel(counts: RosterImport["counts"]): string {
  const n = writesOf(counts);
  return tn("Import {n} person", "Import {n} people", n);
}

export function writesOf({ create, update, leaves }: RosterImport["counts"]): number {
  return create + update + leaves;
}
