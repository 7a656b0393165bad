"""Grades: per cents of full marks, of which Moodle accepts a list."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import read_number
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.weights import is_moodle_grade, nearest_moodle_grade


def read_share(percent: str, report: ItemReport, *, strict: bool) -> Decimal:
    """The share of full marks that a per cent means; nothing for an empty one.

    One off Moodle's list is taken as the nearest on it, and reported. Raises `Refused` for what
    is no number and, when strict, for one off the list.
    """
    number = read_number(percent) if percent.strip() else Decimal(0)
    if number is None:
        raise Refused(
            "weight_invalid", format_lazy(_("“{grade}” is not a grade."), grade=percent[:20])
        )
    share = number / 100
    if is_moodle_grade(share):
        return nearest_moodle_grade(share)
    if strict:
        raise Refused(
            "weight_off_list",
            format_lazy(_("Moodle has no grade of {grade} %."), grade=percent.strip()[:20]),
        )
    report.warn_about(
        "weight_off_list",
        _("The grade of {grade} % was taken as the nearest of Moodle's."),
        grade=percent.strip()[:20],
    )
    return nearest_moodle_grade(share)
