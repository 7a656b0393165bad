import { NetworkError, ProblemError } from "../core/problem.ts";
import { t } from "../core/i18n.ts";

/** What went wrong, in words for the reader. */
export function problemText(error: unknown): string {
  if (error instanceof NetworkError) {
    return t("The server cannot be reached. Check your connection and try again.");
  }
  if (error instanceof ProblemError && error.status === 429 && error.message.startsWith("HTTP ")) {
    return t("Too many attempts. Please wait a few minutes and try again.");
  }
  if (error instanceof ProblemError && error.status < 500 && !error.message.startsWith("HTTP ")) {
    return error.message;
  }
  return t("Something went wrong on our side. Please try again in a moment.");
}
