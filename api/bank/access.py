"""Whose bank and question it is: what does not exist for somebody, and what they may only read."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from accounts.models import User
from quiz.bank.access import editable_banks, usable_banks, visible_questions
from quiz.bank.models import Bank, Question
from quiz.paper.usage import with_times_used

NO_STORE = {"Cache-Control": "private, no-store"}


def organiser_of(request: Request) -> User:
    """Who asks; `IsOrganiser` let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101 - see above
    return request.user


def usable_bank(request: Request, bank_id: UUID) -> Bank:
    """The bank, if the sender may draw from it; 404 otherwise."""
    return get_object_or_404(usable_banks(organiser_of(request)), pk=bank_id)


def editable_bank(request: Request, bank_id: UUID) -> Bank:
    """The bank, if the sender may write in it; 403 for one they may only draw from, else 404."""
    bank = usable_bank(request, bank_id)
    refuse_unless_editable(request, bank)
    return bank


def is_editable(request: Request, bank: Bank) -> bool:
    """Whether the sender may write in the bank."""
    return editable_banks(organiser_of(request)).filter(pk=bank.pk).exists()


def refuse_unless_editable(request: Request, bank: Bank) -> None:
    """Raise 403 unless the sender may write in the bank."""
    if not is_editable(request, bank):
        raise PermissionDenied(_("You may draw from this bank, but not write in it."))


def readable_question(request: Request, question_id: UUID) -> Question:
    """The question, if the sender may read it; 404 otherwise."""
    return get_object_or_404(with_facts(visible_questions(organiser_of(request))), pk=question_id)


def editable_question(request: Request, question_id: UUID) -> Question:
    """The question, if the sender may write in its bank; else 403 or 404."""
    question = readable_question(request, question_id)
    refuse_unless_editable(request, question.bank)
    return question


def with_facts(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Questions with all that their serializers show, in one query."""
    return with_times_used(questions).select_related(
        "bank", "topic", "current_revision__created_by", "approved_revision__created_by"
    )
