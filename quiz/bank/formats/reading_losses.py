"""What more than one reader reports as lost."""

from django.utils.translation import gettext_lazy as _

from quiz.bank.formats.item_reports import ItemReport


def lose_feedback(report: ItemReport) -> None:
    """Report feedback that has no place: only the options of a choice have one."""
    report.warn("feedback_not_kept", _("Feedback on answers is kept for choices only."))


def lose_weights(report: ItemReport) -> None:
    """Report weights that the marking rules do not know."""
    report.warn(
        "weights_not_kept",
        _("Weights are not kept: a paper's marking rule sets what an answer earns."),
    )


def lose_case(report: ItemReport) -> None:
    """Report that capitals no longer matter."""
    report.warn("case_ignored", _("Capital and small letters count as the same."))


def lose_combined_feedback(report: ItemReport) -> None:
    """Report feedback that depends on the whole answer."""
    report.warn(
        "combined_feedback_not_kept",
        _("Feedback on the whole answer is not carried over; only explanations are."),
    )
