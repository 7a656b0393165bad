"""What the API says when a bank cannot supply a blueprint."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from api.problems import FieldProblem, Problem, problem_for
from quiz.paper.publishing import NotEnoughQuestions


@problem_for(NotEnoughQuestions)
def not_enough_questions(refused: NotEnoughQuestions) -> Problem:
    """Name each section that falls short, and by how many questions."""
    return Problem(
        status=HTTPStatus.CONFLICT,
        code="not_enough_questions",
        detail=_("The question bank cannot supply what the sections ask for."),
        errors=[
            FieldProblem(
                f"/sections/{place}",
                "not_enough_questions",
                ngettext(
                    "%(number)d question is missing.",
                    "%(number)d questions are missing.",
                    supply.shortfall,
                )
                % {"number": supply.shortfall},
            )
            for place, supply in enumerate(refused.supplies)
            if supply.shortfall
        ],
    )
