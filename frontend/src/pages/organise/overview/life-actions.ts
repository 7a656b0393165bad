/** The steps in a contest's life after it was published: what each does, asked before it is done. */
import { html, nothing } from "lit";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { selectField, textArea, textField } from "../../../ui/field.ts";
import type { Contest } from "../contest/contest.ts";
import { actOn, deleteContest } from "../contest/contests-api.ts";
import { roundName } from "../contest/rounds.ts";
import { fromField, toField } from "../contest/zoned-time.ts";
import { actionDialog } from "../frame/action-dialog.ts";

export function extendDialog(contest: Contest): Promise<boolean> {
  const { timezone } = contest;
  // What is over already cannot usefully be moved, unless nothing else is left.
  const open = contest.rounds.filter(({ phase }) => phase === "open" || phase === "upcoming");
  const rounds = open.length > 0 ? open : contest.rounds.slice(-1);
  const several = contest.rounds.length > 1;
  let chosen = rounds[0];
  let closes = toField(chosen?.closes_at ?? contest.closes_at, timezone);
  let reason = "";
  return actionDialog({
    heading: several ? t("Extend a round") : t("Extend the contest"),
    text: several
      ? t("Whoever is answering and would have been cut short gets the full time limit, as far as the new end allows. An end can only be moved later, and not into the next round.")
      : t("It now closes on {time}. Whoever is answering and would have been cut short gets the full time limit, as far as the new end allows. The end can only be moved later.", {
          time: formatDateTime(contest.closes_at, timezone),
        }),
    confirm: t("Extend"),
    fields: (errors) => html`${several
      ? selectField({
          name: "round",
          label: t("Round"),
          required: true,
          value: String(chosen?.number ?? ""),
          options: rounds.map((one) => ({
            value: String(one.number),
            label: t("{round}, now to {time}", { round: roundName(one), time: formatDateTime(one.closes_at, timezone) }),
          })),
          errors: errors("round"),
          onChange: (number) => (chosen = rounds.find((one) => String(one.number) === number)),
        })
      : nothing}
    ${textField({
      name: "closes_at",
      label: t("New end"),
      type: "datetime-local",
      required: true,
      value: closes,
      hint: t("Times are in the time zone {zone}.", { zone: timezone }),
      errors: errors("closes_at"),
      onInput: (value) => (closes = value),
    })}
    ${reasonField(reason, errors, (value) => (reason = value))}`,
    send: () =>
      actOn(contest, "extend", {
        closes_at: fromField(closes, timezone),
        reason,
        ...(several && chosen !== undefined ? { round: chosen.number } : {}),
      }),
  });
}

export function closeDialog(contest: Contest): Promise<boolean> {
  let reason = "";
  return actionDialog({
    heading: t("Close the contest now?"),
    text: t("Nobody can start any more. Whoever is answering right now keeps the time they were given. This cannot be undone."),
    confirm: t("Close now"),
    kind: "danger",
    fields: (errors) => reasonField(reason, errors, (value) => (reason = value)),
    send: () => actOn(contest, "close", { reason }),
  });
}

export function cancelDialog(contest: Contest): Promise<boolean> {
  let reason = "";
  return actionDialog({
    heading: t("Cancel the contest?"),
    text: t("It stays visible, marked as cancelled; nobody can start any more, and there will be no results. This cannot be undone."),
    confirm: t("Cancel the contest"),
    kind: "danger",
    fields: (errors) => reasonField(reason, errors, (value) => (reason = value), true),
    send: () => actOn(contest, "cancel", { reason }),
  });
}

export function finaliseDialog(contest: Contest): Promise<boolean> {
  return actionDialog({
    heading: t("Make the results final?"),
    text: t("The standings are written down as they are and shown to everybody; a frozen board thaws. Later rulings make a new version of them, on record beside this one."),
    confirm: t("Make final"),
    send: () => actOn(contest, "finalise"),
  });
}

export function deleteDialog(contest: Contest): Promise<boolean> {
  return actionDialog({
    heading: t("Delete this draft?"),
    text: t("Its texts, questions and rules are gone for good. Nobody but organisers has seen it."),
    confirm: t("Delete"),
    kind: "danger",
    send: () => deleteContest(contest),
  });
}

function reasonField(
  reason: string,
  errors: (field: string) => string[],
  onInput: (value: string) => unknown,
  required = false,
): ReturnType<typeof textArea> {
  return textArea({
    name: "reason",
    label: t("Reason"),
    required,
    value: reason,
    rows: 2,
    maxlength: 300,
    hint: t("Kept in the record of this contest."),
    errors: errors("reason"),
    onInput,
  });
}
