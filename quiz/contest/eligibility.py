"""Who may enter a contest, and when."""

from datetime import datetime

from accounts.models import Region, User
from accounts.permissions import is_member
from quiz.contest.enums import ContestState, Eligibility, Phase, RefusalCode
from quiz.contest.models import Contest


def why_closed(contest: Contest, now: datetime) -> RefusalCode | None:
    """Why nobody can enter the contest now; None while one can, from publishing to closing."""
    if contest.state == ContestState.CANCELLED:
        return RefusalCode.CANCELLED
    if contest.state == ContestState.DRAFT:
        return RefusalCode.NOT_OPEN_YET
    if contest.phase(now) == Phase.FINISHED:
        return RefusalCode.ALREADY_CLOSED
    return None


def why_not_eligible(contest: Contest, user: User | None) -> RefusalCode | None:
    """Why this person cannot take part, whatever the time; None if he or she can."""
    if user is None:
        return RefusalCode.SIGN_IN_REQUIRED
    if user.is_guest and contest.audience != Eligibility.GUESTS:
        return RefusalCode.SIGN_IN_REQUIRED
    if contest.audience == Eligibility.ORGANISATION:
        belongs = is_member(user, contest.organisation_id)
    elif contest.audience == Eligibility.REGIONS:
        belongs = contest.regions.filter(pk__in=region_and_above(user.region_id)).exists()
    else:
        belongs = True
    return None if belongs else RefusalCode.NOT_ELIGIBLE


def region_and_above(code: str | None) -> list[str]:
    """A region's code, its prefecture's and its province's."""
    if code is None:
        return []
    row = Region.objects.filter(pk=code).values_list("pk", "parent_id", "parent__parent_id").first()
    return [above for above in row or () if above is not None]
