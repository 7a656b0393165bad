"""Composing a paper: what organisers say about a blueprint, checked against what they may use."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.text import LocalisedText
from quiz.bank.access import usable_banks
from quiz.bank.models import Bank, Question
from quiz.contest.refusals import ContestInvalid, ContestProblem, refuse
from quiz.paper.models import Blueprint
from quiz.paper.sections import DrawSection, InvalidSections, NamedSection, read_sections

DEFAULT_TIME_LIMIT_S = 20 * 60
COPIED_FIELDS = (
    "title",
    "marking_rule",
    "time_limit_s",
    "shuffle_questions",
    "shuffle_options",
    "sections",
)


class BlueprintSettings(TypedDict, total=False):
    """How to compose the paper of a round; what is left out stays as it is."""

    title: LocalisedText
    marking_rule: str
    time_limit_s: int
    shuffle_questions: bool
    shuffle_options: bool
    sections: list[dict[str, Any]]


def new_blueprint(settings: BlueprintSettings, by: User | None, *, pointer: str) -> Blueprint:
    """A stored blueprint with these settings, the usual ones for the rest."""
    blueprint = Blueprint(time_limit_s=DEFAULT_TIME_LIMIT_S)
    compose_blueprint(blueprint, settings, by, pointer=pointer)
    blueprint.save(force_insert=True)
    return blueprint


def copied_blueprint(source: Blueprint) -> Blueprint:
    """A stored blueprint of its own that composes as another does now."""
    return Blueprint.objects.create(**{field: getattr(source, field) for field in COPIED_FIELDS})


def compose_blueprint(
    blueprint: Blueprint, settings: BlueprintSettings, by: User | None, *, pointer: str
) -> None:
    """Set what is given, without saving. Raises `ContestInvalid` at places below `pointer`."""
    for field, value in settings.items():
        setattr(blueprint, field, value)
    if not blueprint.sections:
        return
    try:
        sections = read_sections(blueprint.sections)
    except InvalidSections as invalid:
        place = f"{pointer}/sections{invalid.pointer}"
        detail = _("This section makes no paper.")
        raise ContestInvalid([ContestProblem(place, invalid.code, detail)]) from invalid
    banks = Bank.objects.all() if by is None else usable_banks(by)
    usable = set(banks.values_list("pk", flat=True))
    named = [q for one in sections if isinstance(one, NamedSection) for q in one.question_ids]
    bank_of = dict(Question.objects.filter(pk__in=named).values_list("pk", "bank_id"))
    refuse(
        ContestProblem(
            f"{pointer}/sections/{number}", "bank_unknown", _("There is no such question bank.")
        )
        for number, section in enumerate(sections)
        if not usable.issuperset(
            [section.bank_id]
            if isinstance(section, DrawSection)
            else [bank_of.get(question) for question in section.question_ids]
        )
    )
