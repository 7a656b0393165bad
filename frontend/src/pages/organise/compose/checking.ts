/** What can be told to be wrong with a draft before the server is asked. */
import { t } from "../../../core/i18n.ts";
import type { Section } from "../contest/blueprint.ts";
import {
  LONGEST_LIMIT_S,
  MOST_POINTS,
  MOST_QUESTIONS,
  MOST_SECTIONS,
  SHORTEST_LIMIT_S,
  totalsOf,
  type Draft,
} from "./draft.ts";

/** Faults by field, named as the API names them: `rounds/0/blueprint/sections/0/count`. */
export type Faults = Readonly<Record<string, string>>;

/** What is wrong with the draft of a round; `base` is its blueprint's name in the API. */
export function faultsOf(draft: Draft, base: string): Faults {
  const faults: Record<string, string> = {};
  draft.sections.forEach(({ section }, position) => {
    Object.entries(sectionFaults(section)).forEach(([field, fault]) => {
      faults[`${base}/sections/${position}/${field}`] = fault;
    });
  });
  const { questions } = totalsOf(draft.sections.map(({ section }) => section));
  const named = draft.sections.flatMap(({ section }) => (section.kind === "named" ? section.questions : []));
  if (new Set(named).size < named.length) {
    faults[`${base}/sections`] = t("A question is named in two sections.");
  } else if (draft.sections.length > MOST_SECTIONS) {
    faults[`${base}/sections`] = t("There can be at most {n} sections.", { n: MOST_SECTIONS });
  } else if (questions > MOST_QUESTIONS) {
    faults[`${base}/sections`] = t("A sheet can have at most {n} questions.", { n: MOST_QUESTIONS });
  }
  const limit = draft.time_limit_s;
  if (!Number.isInteger(limit) || limit < SHORTEST_LIMIT_S || limit > LONGEST_LIMIT_S) {
    faults[`${base}/time_limit_s`] = t("Please give a time between 1 minute and 24 hours.");
  }
  return faults;
}

function sectionFaults(section: Section): Record<string, string> {
  const faults: Record<string, string> = {};
  if (section.kind === "draw" && (!Number.isInteger(section.count) || section.count < 1)) {
    faults["count"] = t("Please give a whole number from 1.");
  }
  if (section.kind === "named" && section.questions.length === 0) {
    faults["questions"] = t("Please choose at least one question.");
  }
  const { points } = section;
  const hundredths = Math.round(points * 100) / 100;
  if (!(points > 0 && points <= MOST_POINTS) || Math.abs(points - hundredths) > 1e-9) {
    faults["points"] = t("Please give a number up to {n}, with at most two decimals.", { n: MOST_POINTS });
  }
  return faults;
}
