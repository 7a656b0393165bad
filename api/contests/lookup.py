"""Finding the contest that a request is about, within what its sender may see."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from accounts.models import User
from quiz.contest.models import Contest, Round
from quiz.contest.scopes import visible_contests


def viewer_of(request: Request) -> User | None:
    """Who asks, or nobody."""
    return request.user if isinstance(request.user, User) else None


def contest_for(request: Request, slug: str) -> Contest:
    """The contest at this address; 404 for what the sender may not see."""
    viewer = viewer_of(request)
    # Nearly always it is one that everybody may see, which is the cheaper question by half.
    contest = _with_organisation(None).filter(slug=slug).first()
    if contest is None and viewer is not None:
        contest = _with_organisation(viewer).filter(slug=slug).first()
    if contest is None:
        raise Http404
    return contest


def public_contest(slug: str) -> Contest:
    """The contest at this address, if everybody may see it."""
    return get_object_or_404(_with_organisation(None), slug=slug)


def _with_organisation(viewer: User | None) -> QuerySet[Contest]:
    return visible_contests(viewer).select_related("organisation")


def with_cards(contests: QuerySet[Contest]) -> QuerySet[Contest]:
    """Contests with what their cards show: organisation, rounds and papers."""
    return contests.select_related("organisation").prefetch_related(rounds_with_papers())


def rounds_with_papers() -> "Prefetch[Any]":
    """Rounds in their order with their papers, for prefetching."""
    return Prefetch("rounds", Round.objects.select_related("paper").order_by("number"))
