"""The life of a question: which steps lead from which status to which. Pure.

    draft ──review──▶ reviewed ──publish──▶ published ──retire──▶ retired
      ▲                  │                     │                     │
      └──────reopen──────┴─────────────────────┴─────────────────────┘

Where the bank does not ask for a second reader, `publish` also leads from draft to published.
A published question whose text was changed goes on with its old text; `review` lets the new one
through and leaves it published.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionStatus


class Step(models.TextChoices):
    """What can be done with a question beside changing it."""

    REVIEW = "review", _("Let through")
    PUBLISH = "publish", _("Publish")
    RETIRE = "retire", _("Retire")
    REOPEN = "reopen", _("Back to draft")


class StepNotPossible(ValueError):
    """The question's status does not allow this step."""

    def __init__(self, step: Step, status: QuestionStatus) -> None:
        """Keep what was tried where."""
        super().__init__(f"{step} is not possible for a {status} question")
        self.step = step
        self.status = status


class SecondReaderNeeded(StepNotPossible):
    """The bank wants a text to be let through by somebody who did not write it."""

    def __init__(self, step: Step = Step.PUBLISH, status: QuestionStatus = QuestionStatus.DRAFT):
        """Keep what was tried where."""
        super().__init__(step, status)


_D, _R, _P, _X = (
    QuestionStatus.DRAFT,
    QuestionStatus.REVIEWED,
    QuestionStatus.PUBLISHED,
    QuestionStatus.RETIRED,
)

TRANSITIONS: Mapping[tuple[QuestionStatus, Step], QuestionStatus] = {
    (_D, Step.REVIEW): _R,
    (_D, Step.PUBLISH): _P,
    (_D, Step.RETIRE): _X,
    (_R, Step.PUBLISH): _P,
    (_R, Step.REOPEN): _D,
    (_R, Step.RETIRE): _X,
    (_P, Step.REVIEW): _P,
    (_P, Step.REOPEN): _D,
    (_P, Step.RETIRE): _X,
    (_X, Step.REOPEN): _D,
}
"""Where each step leads; what is not here is not possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides about the next step of one question for one person."""

    status: QuestionStatus
    has_unreviewed_text: bool = False
    """It is published, with an older text than its current one."""
    needs_second_reader: bool = False
    """The bank asks for one, and this person wrote the current text."""


def lets_text_through(standing: Standing, step: Step) -> bool:
    """Whether the step says of the current text that it is good."""
    return step is Step.REVIEW or (step is Step.PUBLISH and standing.status is QuestionStatus.DRAFT)


def next_status(standing: Standing, step: Step) -> QuestionStatus:
    """Return the status after the step; raises `StepNotPossible` or `SecondReaderNeeded`."""
    status = standing.status
    following = TRANSITIONS.get((status, step))
    nothing_new = status is QuestionStatus.PUBLISHED and not standing.has_unreviewed_text
    if following is None or (step is Step.REVIEW and nothing_new):
        raise StepNotPossible(step, status)
    if lets_text_through(standing, step) and standing.needs_second_reader:
        raise SecondReaderNeeded(step, status)
    return following


def possible_steps(standing: Standing) -> list[Step]:
    """Return the steps that this person can take now, in the order of a question's life."""
    return [step for step in Step if _is_possible(standing, step)]


def waits_for_second_reader(standing: Standing) -> bool:
    """Whether the text could be let through, but not by this person."""
    could = standing.status is QuestionStatus.DRAFT or standing.has_unreviewed_text
    return could and standing.needs_second_reader


def _is_possible(standing: Standing, step: Step) -> bool:
    try:
        next_status(standing, step)
    except StepNotPossible:
        return False
    return True
