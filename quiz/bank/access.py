"""Who may compose papers from which banks, and who may write in them."""

from django.db.models import Q, QuerySet

from accounts.models import RoleKind, User
from accounts.permissions import organisations_with_role
from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Bank, Question


def usable_banks(user: User) -> QuerySet[Bank]:
    """Return the banks that the user may compose papers from: shared ones and their own."""
    if user.is_staff:
        return Bank.objects.all()
    organised = organisations_with_role(user, RoleKind.ORGANISER)
    if not organised.exists():
        return Bank.objects.none()
    return Bank.objects.filter(Q(organisation__isnull=True) | Q(organisation__in=organised))


def editable_banks(user: User) -> QuerySet[Bank]:
    """Return the banks that the user may write in: those of organisations they organise for.

    Banks shared by all are written by platform staff, who may write in every bank.
    """
    if user.is_staff:
        return Bank.objects.all()
    return Bank.objects.filter(organisation__in=organisations_with_role(user, RoleKind.ORGANISER))


def visible_questions(user: User) -> QuerySet[Question]:
    """Return the questions that the user may read, with their keys.

    All of a bank that they may write in; of a bank that they may only draw from, what is
    published: somebody else's drafts are theirs.
    """
    drawable = Q(bank__in=usable_banks(user), status=QuestionStatus.PUBLISHED)
    return Question.objects.filter(drawable | Q(bank__in=editable_banks(user)))
