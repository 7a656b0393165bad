import { t } from "../../../core/i18n.ts";
import type { Contest } from "../contest/contest.ts";

/** The pages about one contest. */
export type Place =
  | "overview"
  | "compose"
  | "rules"
  | "publish"
  | "watch"
  | "participants"
  | "rulings"
  | "results";

export interface PlaceLink {
  place: Place;
  label: string;
  /** The rest of the address after the contest's own. */
  path: string;
}

/** The pages that make sense for a contest in its state, in the order of the work. */
export function placesOf({ state, published_at }: Pick<Contest, "state" | "published_at">): PlaceLink[] {
  const running: PlaceLink[] = [
    { place: "watch", label: t("Watch"), path: "/watch" },
    { place: "participants", label: t("Participants"), path: "/participants" },
    { place: "rulings", label: t("Rulings"), path: "/rulings" },
    { place: "results", label: t("Results"), path: "/results" },
  ];
  return [
    { place: "overview", label: t("Overview"), path: "" },
    ...(published_at === null ? [] : running),
    { place: "compose", label: t("Questions"), path: "/compose" },
    { place: "rules", label: t("Schedule and rules"), path: "/rules" },
    ...(state === "draft"
      ? [{ place: "publish" as const, label: t("Publish"), path: "/publish" }]
      : []),
  ];
}
