"""Offering prizes: what organisers say about them, and what can still be said once published."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Required, TypedDict

from django.utils.translation import gettext_lazy as _

from common.text import LocalisedText
from quiz.contest.enums import ContestState, PrizeKind
from quiz.contest.models import Contest, Prize
from quiz.contest.refusals import ContestProblem, refuse

MOST_PRIZES = 30
_TERMS = ("kind", "from_place", "to_place", "min_score_centi", "among", "count")
_USED = {
    PrizeKind.PLACE: {"from_place", "to_place"},
    PrizeKind.SCORE: {"min_score_centi", "count"},
    PrizeKind.DRAW: {"among", "count"},
}
_NEEDED = {
    PrizeKind.PLACE: ("from_place", "to_place"),
    PrizeKind.SCORE: ("min_score_centi",),
    PrizeKind.DRAW: ("among", "count"),
}
# Where fields are called otherwise by those who fill them in.
_NAMES = {"min_score_centi": "min_score"}


class PrizeSettings(TypedDict, total=False):
    """One prize; fields that its kind does not use are left out or empty."""

    title: Required[LocalisedText]
    kind: Required[str]
    from_place: int | None
    to_place: int | None
    min_score_centi: int | None
    among: str | None
    count: int | None


def offer_prizes(contest: Contest, given: Sequence[PrizeSettings], *, now: datetime) -> None:
    """Make these the prizes of a contest that the caller has locked, in this order.

    Once it is published, titles can be worded anew, and prizes can be added after the others until
    the contest opens: whoever reads the board cannot make one up for somebody on it. Raises
    `ContestInvalid`.
    """
    stored = list(contest.prizes.order_by("number"))
    offered = [
        Prize(
            contest=contest,
            number=index + 1,
            title=one["title"],
            kind=one["kind"],
            from_place=one.get("from_place"),
            to_place=one.get("to_place"),
            min_score_centi=one.get("min_score_centi"),
            among=one.get("among") or "",
            count=one.get("count"),
        )
        for index, one in enumerate(given)
    ]
    refuse(check_prizes(contest, offered))
    if contest.state != ContestState.DRAFT:
        refuse(_locked(contest, stored, offered, now))
    for before, after in zip(stored, offered, strict=False):
        after.pk = before.pk
    for prize in stored[len(offered) :]:
        prize.delete()
    for index, prize in enumerate(offered):
        prize.save(force_insert=index >= len(stored), force_update=index < len(stored))


def check_prizes(contest: Contest, prizes: Sequence[Prize]) -> list[ContestProblem]:
    """What is wrong with prizes by themselves. Touches no database."""
    if len(prizes) > MOST_PRIZES:
        return [ContestProblem("/prizes", "too_many", _("A contest has at most 30 prizes."))]
    problems = [problem for index, one in enumerate(prizes) for problem in _check_prize(one, index)]
    if not problems and not contest.several_prizes_each:
        problems += _check_overlaps(prizes)
    return problems


def _check_prize(prize: Prize, index: int) -> Iterator[ContestProblem]:
    kind = PrizeKind(prize.kind)
    for field in _TERMS[1:]:
        pointer = f"/prizes/{index}/{_NAMES.get(field, field)}"
        value = getattr(prize, field)
        if value in (None, ""):
            if field in _NEEDED[kind]:
                yield ContestProblem(pointer, "required", _("This kind of prize needs it."))
        elif field not in _USED[kind]:
            yield ContestProblem(pointer, "not_used", _("This kind of prize has no such field."))
        elif field != "among" and value < 1:
            yield ContestProblem(pointer, "min_value", _("This must be more than 0."))
    if (
        kind == PrizeKind.PLACE
        and prize.from_place is not None
        and prize.to_place is not None
        and prize.to_place < prize.from_place
    ):
        yield ContestProblem(
            f"/prizes/{index}/to_place",
            "upside_down",
            _("The last place cannot come before the first."),
        )


def _check_overlaps(prizes: Sequence[Prize]) -> Iterator[ContestProblem]:
    taken: list[tuple[int, int]] = []
    for index, prize in enumerate(prizes):
        if prize.from_place is None or prize.to_place is None:
            continue
        first, last = prize.from_place, prize.to_place
        if any(first <= to_place and from_place <= last for from_place, to_place in taken):
            yield ContestProblem(
                f"/prizes/{index}/from_place",
                "overlap",
                _("These places have a prize already, and nobody gets two."),
            )
        taken.append((first, last))


def _locked(
    contest: Contest, stored: Sequence[Prize], offered: Sequence[Prize], now: datetime
) -> Iterator[ContestProblem]:
    detail = _("This can no longer be changed: the contest is published.")
    if len(offered) < len(stored):
        yield ContestProblem("/prizes", "locked", detail)
    for index, (before, after) in enumerate(zip(stored, offered, strict=False)):
        for field in _TERMS:
            if getattr(before, field) != getattr(after, field):
                name = _NAMES.get(field, field)
                yield ContestProblem(f"/prizes/{index}/{name}", "locked", detail)
    if len(offered) > len(stored) and now >= contest.opens_at:
        yield ContestProblem(
            f"/prizes/{len(stored)}/title",
            "too_late",
            _("Prizes can be added only until the contest opens."),
        )
