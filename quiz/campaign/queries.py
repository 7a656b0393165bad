"""Reads for the home page and the campaign's page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from quiz.campaign.models import Campaign
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round

SHOWN_OF_EACH = 6
_RUNNING = (ContestState.PUBLISHED,)
_OVER = (ContestState.PUBLISHED, ContestState.CLOSED, ContestState.FINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestsByPhase:
    """Contests for visitors: what closes first, what opens first, what ended last."""

    open: list[Contest]
    upcoming: list[Contest]
    finished: list[Contest]


def featured_campaign() -> Campaign | None:
    """The home page's campaign with its figures, where there is one."""
    return Campaign.objects.filter(is_featured=True).prefetch_related("figures").first()


def campaigns_with_figures() -> QuerySet[Campaign]:
    """All campaigns; every one is public."""
    return Campaign.objects.prefetch_related("figures")


def contests_by_phase(
    contests: QuerySet[Contest], *, now: datetime, of_each: int = SHOWN_OF_EACH
) -> ContestsByPhase:
    """Sort contests into what they are now, as `Contest.phase` says. Nine queries at most."""
    shown = contests.select_related("organisation").prefetch_related(
        Prefetch("rounds", Round.objects.select_related("paper").order_by("number"))
    )
    running = shown.filter(state__in=_RUNNING)
    over = shown.filter(state__in=_OVER).exclude(state=ContestState.PUBLISHED, closes_at__gt=now)
    return ContestsByPhase(
        open=list(
            running.filter(opens_at__lte=now, closes_at__gt=now).order_by("closes_at", "id")[
                :of_each
            ]
        ),
        upcoming=list(running.filter(opens_at__gt=now).order_by("opens_at", "id")[:of_each]),
        finished=list(over.order_by("-closes_at", "-id")[:of_each]),
    )
