"""Who may compose papers from which banks."""

from django.db.models import Q, QuerySet

from accounts.models import RoleKind, User
from accounts.permissions import organisations_with_role
from quiz.bank.models import Bank


def usable_banks(user: User) -> QuerySet[Bank]:
    """Return the banks that the user may compose papers from: shared ones and their own."""
    if user.is_staff:
        return Bank.objects.all()
    organised = organisations_with_role(user, RoleKind.ORGANISER)
    if not organised.exists():
        return Bank.objects.none()
    return Bank.objects.filter(Q(organisation__isnull=True) | Q(organisation__in=organised))
