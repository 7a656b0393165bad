"""What the API says when the engine refuses."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound

from api.problems import Problem, problem_for
from common.batcher import Overloaded
from quiz.attempt.extending import AttemptClosed
from quiz.attempt.saving import AttemptNotFound

RETRY_AFTER_S = 2


@problem_for(AttemptNotFound)
def _not_found(_exc: AttemptNotFound) -> Problem:
    return Problem(
        status=404,
        code=NotFound.default_code,
        detail=_("There is nothing at this address, or you may not see it."),
    )


@problem_for(AttemptClosed)
def _closed(_exc: AttemptClosed) -> Problem:
    return Problem(code="attempt_closed", detail=_("This attempt is already over."))


@problem_for(Overloaded)
def _overloaded(_exc: Overloaded) -> Problem:
    return Problem(
        status=503,
        code="overloaded",
        detail=_("Very many people are answering right now. Your answer will be sent again."),
        headers={"Retry-After": str(RETRY_AFTER_S)},
    )
