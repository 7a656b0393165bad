"""Which contests and entries somebody may see or run: lists and details both start here."""

from django.db.models import Q, QuerySet

from accounts.models import RoleKind, User
from accounts.permissions import organisations_with_role
from quiz.contest.enums import PUBLIC_STATES
from quiz.contest.models import Contest, Entry


def visible_contests(user: User | None) -> QuerySet[Contest]:
    """What somebody may read: public contests, and drafts of organisations they organise for."""
    public = Q(state__in=PUBLIC_STATES)
    if user is None:
        return Contest.objects.filter(public)
    return Contest.objects.filter(public | _organised_by(user))


def organised_contests(user: User) -> QuerySet[Contest]:
    """What somebody runs: contests of organisations where they are organiser; all for staff."""
    return Contest.objects.filter(_organised_by(user))


def organised_entries(user: User) -> QuerySet[Entry]:
    """The entries of contests that somebody runs."""
    return Entry.objects.filter(contest__in=organised_contests(user))


def organises(user: User | None, contest: Contest) -> bool:
    """Whether somebody runs this contest."""
    return user is not None and organised_contests(user).filter(pk=contest.pk).exists()


def _organised_by(user: User) -> Q:
    if user.is_staff:
        return Q(pk__isnull=False)
    return Q(organisation__in=organisations_with_role(user, RoleKind.ORGANISER))
