"""Reads that more than one caller needs."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.models import Answer, Attempt, Ruling


def visible_attempts(user: User | AnonymousUser) -> QuerySet[Attempt]:
    """The attempts whose sheet somebody may see: their own."""
    if not user.is_authenticated:
        return Attempt.objects.none()
    return Attempt.objects.filter(user=user)


def ruling_terms(paper_id: UUID) -> list[RulingTerms]:
    """The rulings made about a paper, in the order they were made."""
    rulings = Ruling.objects.filter(paper=paper_id).order_by("number")
    return [
        RulingTerms(index=index, kind=RulingKind(kind), key=key)
        for index, kind, key in rulings.values_list("index", "kind", "key")
    ]


def responses_of(attempt_ids: Iterable[UUID]) -> defaultdict[UUID, dict[int, str]]:
    """The stored responses of these attempts as JSON text, by attempt and position. One query."""
    responses: defaultdict[UUID, dict[int, str]] = defaultdict(dict)
    stored = Answer.objects.filter(attempt__in=list(attempt_ids))
    for attempt_id, position, response in stored.values_list("attempt_id", "position", "response"):
        responses[attempt_id][position] = response
    return responses
