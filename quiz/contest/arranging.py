"""Arranging the rounds of a draft: adding, removing, ordering and changing them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Required, TypedDict
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.text import LocalisedText
from quiz.contest.auditing import configuration_of, record_change
from quiz.contest.checking import check_configuration, check_windows
from quiz.contest.composing import (
    BlueprintSettings,
    compose_blueprint,
    copied_blueprint,
    new_blueprint,
)
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round
from quiz.contest.refusals import ContestInvalid, ContestProblem, WrongState, refuse

MOST_ROUNDS = 20


class NewRound(TypedDict, total=False):
    """A round of a new contest."""

    title: LocalisedText
    opens_at: Required[datetime]
    closes_at: Required[datetime]
    blueprint: BlueprintSettings


class RoundChange(TypedDict, total=False):
    """What is to change of a round; what is left out stays as it is."""

    id: Required[UUID]
    title: LocalisedText
    opens_at: datetime
    closes_at: datetime
    blueprint: BlueprintSettings


def create_rounds(contest: Contest, rounds: Sequence[NewRound], by: User | None) -> None:
    """The rounds of a new contest, in the caller's transaction. Raises `ContestInvalid`."""
    made = [
        Round(
            contest=contest,
            number=index + 1,
            title=given.get("title", {}),
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
        )
        for index, given in enumerate(rounds)
    ]
    refuse(check_windows(contest, made))
    for index, (one, given) in enumerate(zip(made, rounds, strict=True)):
        one.blueprint = new_blueprint(
            given.get("blueprint", {}), by, pointer=f"/rounds/{index}/blueprint"
        )
        one.save(force_insert=True)


def add_round(
    *,
    contest: Contest,
    title: LocalisedText,
    opens_at: datetime | None,
    closes_at: datetime | None,
    copy_of: UUID | None,
    by: User | None,
    now: datetime,
) -> Round:
    """One more round at the end of a draft; return it.

    Left without times, it begins when the last round ends and lasts as long. The contest's window
    is widened to hold it. `copy_of` is the round whose paper it is composed like. Where the contest
    allowed one attempt in all, it then allows one in each round: with one in all nobody could take
    a second round. Raises `WrongState` and `ContestInvalid`.
    """
    with transaction.atomic():
        contest = _locked_draft(contest)
        before = configuration_of(contest)
        rounds = rounds_of(contest)
        if len(rounds) >= MOST_ROUNDS:
            detail = _("A contest has at most 20 rounds.")
            raise ContestInvalid([ContestProblem("/rounds", "too_many", detail)])
        last = rounds[-1]
        opens_at = opens_at or last.closes_at
        closes_at = closes_at or opens_at + (last.closes_at - last.opens_at)
        added = Round(
            contest=contest,
            number=last.number + 1,
            title=title,
            opens_at=opens_at,
            closes_at=closes_at,
        )
        contest.closes_at = max(contest.closes_at, closes_at)
        _refuse_new_window(contest, [*rounds, added])
        if len(rounds) == 1 and contest.attempts_total == 1:
            contest.attempts_total, contest.attempts_per_round = None, 1
        source = _find(rounds, copy_of, "/copy_of") if copy_of else None
        added.blueprint = (
            copied_blueprint(source.blueprint)
            if source
            else new_blueprint({}, by, pointer="/blueprint")
        )
        added.save(force_insert=True)
        _save(contest, before, by=by, now=now)
    return added


def remove_round(*, contest: Contest, round_id: UUID, by: User | None, now: datetime) -> Contest:
    """Take a round out of a draft, but never the only one; return the contest as it is now.

    The contest's window becomes that of what is left. Raises `WrongState`, `ContestInvalid`.
    """
    with transaction.atomic():
        contest = _locked_draft(contest)
        before = configuration_of(contest)
        rounds = rounds_of(contest)
        removed = _find(rounds, round_id, "/id")
        if len(rounds) == 1:
            raise WrongState(_("A contest has at least one round."))
        left = [one for one in rounds if one.pk != round_id]
        contest.opens_at, contest.closes_at = left[0].opens_at, left[-1].closes_at
        refuse(check_configuration(contest))
        blueprint = removed.blueprint
        removed.delete()
        blueprint.delete()
        _number(left)
        _save(contest, before, by=by, now=now)
    return contest


def order_rounds(
    *, contest: Contest, order: Sequence[UUID], by: User | None, now: datetime
) -> Contest:
    """Put the rounds of a draft into another order; return the contest as it is now.

    The windows stay where they are: title and paper of a round move to another of them. Raises
    `WrongState`, and `ContestInvalid` unless every round is named once.
    """
    with transaction.atomic():
        contest = _locked_draft(contest)
        before = configuration_of(contest)
        rounds = rounds_of(contest)
        by_id = {one.pk: one for one in rounds}
        if sorted(order) != sorted(by_id):
            detail = _("Please name each round of the contest once.")
            raise ContestInvalid([ContestProblem("/rounds", "not_all_once", detail)])
        windows = [(one.opens_at, one.closes_at) for one in rounds]
        ordered = [by_id[round_id] for round_id in order]
        for one, (opens_at, closes_at) in zip(ordered, windows, strict=True):
            one.opens_at, one.closes_at = opens_at, closes_at
        _number(ordered)
        _save(contest, before, by=by, now=now)
    return contest


def change_rounds(contest: Contest, changes: Sequence[RoundChange], by: User | None) -> list[Round]:
    """Change rounds of a contest that the caller has locked, and return all in their order.

    The only round of a contest always has the contest's window. Problems are told by the places of
    rounds within the contest. Raises `ContestInvalid`.
    """
    rounds = rounds_of(contest)
    for given in changes:
        one = _find(rounds, given["id"], "/rounds")
        for field in ("title", "opens_at", "closes_at"):
            if field in given:
                setattr(one, field, given[field])
        if "blueprint" in given:
            pointer = f"/rounds/{one.number - 1}/blueprint"
            compose_blueprint(one.blueprint, given["blueprint"], by, pointer=pointer)
    if len(rounds) == 1:
        rounds[0].opens_at, rounds[0].closes_at = contest.opens_at, contest.closes_at
    refuse(check_windows(contest, rounds))
    for one in rounds:
        one.blueprint.save()
        one.save()
    return rounds


def rounds_of(contest: Contest) -> list[Round]:
    """A contest's rounds in their order, with their blueprints."""
    return list(contest.rounds.select_related("blueprint").order_by("number"))


def _locked_draft(contest: Contest) -> Contest:
    contest = Contest.objects.select_for_update().get(pk=contest.pk)
    if contest.state != ContestState.DRAFT:
        raise WrongState(_("The rounds of a published contest cannot be changed."))
    return contest


def _refuse_new_window(contest: Contest, rounds: Sequence[Round]) -> None:
    """Problems of the last round, told at the fields that were sent for it."""
    prefix = f"/rounds/{len(rounds) - 1}"
    refuse(
        ContestProblem(problem.pointer.removeprefix(prefix), problem.code, problem.detail)
        for problem in check_windows(contest, rounds)
    )


def _find(rounds: Iterable[Round], round_id: UUID, pointer: str) -> Round:
    found = next((one for one in rounds if one.pk == round_id), None)
    if found is None:
        detail = _("The contest has no such round.")
        raise ContestInvalid([ContestProblem(pointer, "unknown", detail)])
    return found


def _number(rounds: Sequence[Round]) -> None:
    """Number the rounds anew. Twice over, since a number may not occur twice even in between."""
    for start in (MOST_ROUNDS + 1, 1):
        for number, one in enumerate(rounds, start):
            one.number = number
            one.save()


def _save(contest: Contest, before: dict[str, object], *, by: User | None, now: datetime) -> None:
    contest.version += 1
    contest.save()
    record_change(contest, before, by=by, now=now)
