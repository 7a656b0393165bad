import { formatTime } from "../../../core/time-format.ts";
import { t } from "../../../core/i18n.ts";
import type { News } from "./sitting.ts";

/** What happened, in words for the reader. */
export function newsText(news: News): string {
  switch (news.kind) {
    case "extended":
      return t("You have more time: until {time}.", { time: formatTime(news.deadline) });
    case "changed_elsewhere":
      return t("Answered in another window or on another device: question {numbers}. The newest answer is shown.", {
        numbers: news.positions.map((position) => position + 1).join(", "),
      });
    case "not_finished":
      return t("The server could not be reached, so nothing was handed in. Your answers are kept. Please try again.");
  }
}
