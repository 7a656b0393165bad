"""Where a bank's questions are used: in which contests, with which text, and is it the newest."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Question, Revision
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round
from quiz.paper.models import PaperQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A published round that may ask a question, and the revision that its paper froze."""

    round: Round
    revision: Revision


def uses_of(*, question: Question, contests: QuerySet[Contest]) -> list[Use]:
    """Where the question is used, of these contests, the latest first. Two queries."""
    frozen = {
        one.paper_id: one.revision
        for one in PaperQuestion.objects.filter(revision__question=question).select_related(
            "revision"
        )
    }
    rounds = Round.objects.filter(paper__in=frozen, contest__in=contests)
    return [
        Use(round=one, revision=frozen[one.paper_id])
        for one in rounds.select_related("contest__organisation").order_by("-opens_at", "-pk")
        if one.paper_id is not None
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedQuestion:
    """A question that a contest asks in a text which its bank has replaced or withdrawn since."""

    question: Question
    used: Revision
    newer: Revision | None
    """The text that has been let through since; None where the question was withdrawn."""


def outdated_questions(*, contest: Contest) -> list[OutdatedQuestion]:
    """Compare what a published contest asks with what its banks would draw now. One query.

    A text that nobody has let through yet replaces nothing.
    """
    if contest.state in (ContestState.DRAFT, ContestState.CANCELLED):
        return []
    asked = (
        PaperQuestion.objects.filter(paper__rounds__contest=contest)
        .select_related("revision__question__approved_revision", "revision__question__bank")
        .order_by("paper", "index")
    )
    found: dict[UUID, OutdatedQuestion] = {}
    for used in (one.revision for one in asked):
        question = used.question
        if question.status == QuestionStatus.PUBLISHED:
            newer = question.approved_revision
            if newer is None or newer.pk == used.pk:
                continue
            found[used.pk] = OutdatedQuestion(question=question, used=used, newer=newer)
        else:
            found[used.pk] = OutdatedQuestion(question=question, used=used, newer=None)
    return list(found.values())
