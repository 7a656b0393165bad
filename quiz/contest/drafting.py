"""Composing a contest: creating a draft, changing it, throwing it away.

Once published, only what changes nobody's chances can still be changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Region, User
from common.text import LocalisedText
from quiz.contest.access_codes import hash_access_code
from quiz.contest.arranging import NewRound, RoundChange, change_rounds, create_rounds
from quiz.contest.auditing import configuration_of, record_change
from quiz.contest.checking import check_configuration
from quiz.contest.composing import BlueprintSettings, new_blueprint
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round
from quiz.contest.offering import PrizeSettings, check_prizes, offer_prizes
from quiz.contest.refusals import ContestInvalid, ContestProblem, WrongState, refuse
from quiz.paper.models import Blueprint


class ContestSettings(TypedDict, total=False):
    """The settings that organisers give; those left out stay as they are."""

    slug: str
    title: LocalisedText
    description: LocalisedText
    opens_at: datetime
    closes_at: datetime
    timezone: str
    audience: str
    regions: Sequence[Region]
    access_code: str | None
    attempts_total: int | None
    attempts_per_round: int | None
    attempts_per_day: int | None
    score_rule: str
    score_rule_options: dict[str, int]
    tie_breaks: list[str]
    pass_mark_percent: int | None
    review_policy: str
    board_kinds: list[str]
    freeze_at: datetime | None
    team_rule: str
    top_k: int | None
    name_display: str
    several_prizes_each: bool
    prize_ties: str
    guests_can_win: bool


CHANGEABLE_WHEN_PUBLISHED = frozenset(
    {
        "title",
        "description",
        "access_code",
        "review_policy",
        "board_kinds",
        "freeze_at",
        "team_rule",
        "top_k",
        "name_display",
    }
)


def create_contest(
    *,
    organisation: Organisation,
    settings: ContestSettings,
    blueprint: BlueprintSettings,
    rounds: Sequence[NewRound] = (),
    prizes: Sequence[PrizeSettings] = (),
    by: User | None,
    now: datetime,
) -> Contest:
    """A new draft: with one round that fills its window, or with the given rounds.

    `blueprint` is that of the one round. Raises `ContestInvalid`.
    """
    contest = Contest(organisation=organisation, created_by=by, created_at=now)
    _apply(contest, settings)
    contest.slug = contest.slug or _slug_for(contest)
    refuse(check_configuration(contest))
    with transaction.atomic():
        _save_new(contest)
        if "regions" in settings:
            contest.regions.set(settings["regions"])
        if rounds:
            create_rounds(contest, rounds, by)
        else:
            Round.objects.create(
                contest=contest,
                opens_at=contest.opens_at,
                closes_at=contest.closes_at,
                blueprint=new_blueprint(blueprint, by, pointer="/blueprint"),
            )
        offer_prizes(contest, prizes, now=now)
    return contest


def change_contest(
    *,
    contest: Contest,
    settings: ContestSettings,
    rounds: Sequence[RoundChange] = (),
    prizes: Sequence[PrizeSettings] | None = None,
    by: User | None,
    now: datetime,
) -> Contest:
    """Change what is given, windows of rounds together with the contest's; return it as it is now.

    `prizes`, where they are given, take the place of those that there are.

    Raises `ContestInvalid`, also for what can no longer be changed, and `WrongState` for a contest
    that is over.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state not in (ContestState.DRAFT, ContestState.PUBLISHED):
            raise WrongState(_("A contest that is over cannot be changed."))
        if contest.state == ContestState.PUBLISHED:
            refuse([*_locked(contest, settings, now), *_locked_rounds(rounds)])
        before = configuration_of(contest)
        _apply(contest, settings)
        refuse(check_configuration(contest))
        contest.version += 1
        try:
            with transaction.atomic():
                contest.save()
        except IntegrityError:
            raise ContestInvalid([_slug_taken()]) from None
        if "regions" in settings:
            contest.regions.set(settings["regions"])
        change_rounds(contest, rounds, by)
        if prizes is not None:
            offer_prizes(contest, prizes, now=now)
        elif "several_prizes_each" in settings:
            refuse(check_prizes(contest, list(contest.prizes.order_by("number"))))
        record_change(contest, before, by=by, now=now)
    return contest


def delete_draft(*, contest: Contest) -> None:
    """Throw a draft away. Raises `WrongState` for anything else."""
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.DRAFT:
            raise WrongState(_("Only a draft can be deleted. A contest can be cancelled."))
        blueprints = list(contest.rounds.values_list("blueprint", flat=True))
        contest.delete()
        Blueprint.objects.filter(pk__in=blueprints).delete()


def _apply(contest: Contest, settings: ContestSettings) -> None:
    for field, value in settings.items():
        if field == "access_code":
            code = str(value or "").strip()
            contest.access_code_hash = hash_access_code(contest.pk, code) if code else ""
        elif field != "regions":
            setattr(contest, field, value)


def _slug_for(contest: Contest) -> str:
    words = slugify(contest.title.get("en", ""))[:60].strip("-") or "contest"
    return f"{words}-{contest.pk.hex[-6:]}"


def _save_new(contest: Contest) -> None:
    try:
        with transaction.atomic():
            contest.save(force_insert=True)
    except IntegrityError:
        raise ContestInvalid([_slug_taken()]) from None


def _slug_taken() -> ContestProblem:
    return ContestProblem("/slug", "taken", _("Another contest has this address."))


def _locked_rounds(rounds: Iterable[RoundChange]) -> Iterator[ContestProblem]:
    detail = _("This can no longer be changed: the contest is published.")
    for index, given in enumerate(rounds):
        for field in ("opens_at", "closes_at", "blueprint"):
            if field in given:
                yield ContestProblem(f"/rounds/{index}/{field}", "locked", detail)


def _locked(
    contest: Contest, settings: Mapping[str, object], now: datetime
) -> Iterator[ContestProblem]:
    detail = _("This can no longer be changed: the contest is published.")
    for field, value in settings.items():
        same = field not in {"regions", "access_code"} and getattr(contest, field) == value
        if field not in CHANGEABLE_WHEN_PUBLISHED and not same:
            yield ContestProblem(f"/{field}", "locked", detail)
    new = settings.get("freeze_at", contest.freeze_at)
    if new != contest.freeze_at and (
        contest.is_frozen(now) or (isinstance(new, datetime) and new <= now)
    ):
        yield ContestProblem(
            "/freeze_at", "too_late", _("The board is frozen already, or would be at once.")
        )
