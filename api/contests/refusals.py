"""What the API says when a contest says no."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from api.problems import FieldProblem, Problem, problem_for
from api.throttles import Rate, rate_headers
from quiz.contest.enums import RefusalCode
from quiz.contest.refusals import ContestInvalid, ContestRefused, TooManyTries, WrongState

_STATUSES = {
    RefusalCode.SIGN_IN_REQUIRED: HTTPStatus.UNAUTHORIZED,
    RefusalCode.NOT_ELIGIBLE: HTTPStatus.FORBIDDEN,
    RefusalCode.DISQUALIFIED: HTTPStatus.FORBIDDEN,
    RefusalCode.ACCESS_CODE_REQUIRED: HTTPStatus.FORBIDDEN,
    RefusalCode.ACCESS_CODE_WRONG: HTTPStatus.FORBIDDEN,
}


@problem_for(ContestRefused)
def _refused(refused: ContestRefused) -> Problem:
    status = _STATUSES.get(refused.code, HTTPStatus.CONFLICT)
    headers = {"WWW-Authenticate": "Session"} if status == HTTPStatus.UNAUTHORIZED else {}
    return Problem(
        status=status, code=refused.code.value, detail=refused.code.label, headers=headers
    )


@problem_for(TooManyTries)
def _too_many_tries(refused: TooManyTries) -> Problem:
    rate = Rate(refused.limit, int(refused.within.total_seconds()))
    return Problem(
        status=HTTPStatus.TOO_MANY_REQUESTS,
        code="throttled",
        detail=_("The access code was tried too often. Please wait a few minutes."),
        headers={
            "Retry-After": str(refused.retry_after_s),
            **rate_headers("access_code", rate, refused.retry_after_s),
        },
    )


@problem_for(ContestInvalid)
def _invalid(refused: ContestInvalid) -> Problem:
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=_("Some of what was sent cannot be accepted."),
        errors=[
            FieldProblem(problem.pointer, problem.code, problem.detail)
            for problem in refused.problems
        ],
    )


@problem_for(WrongState)
def _wrong_state(refused: WrongState) -> Problem:
    return Problem(status=HTTPStatus.CONFLICT, code="conflict", detail=refused.message)
