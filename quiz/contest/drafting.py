"""Composing a contest: creating a draft, changing it, throwing it away.

Once published, only what changes nobody's chances can still be changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Region, User
from common.audit import record_event
from common.text import LocalisedText
from quiz.bank.access import usable_banks
from quiz.bank.models import Bank, Question
from quiz.contest.access_codes import hash_access_code
from quiz.contest.checking import check_configuration
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Round
from quiz.contest.refusals import ContestInvalid, ContestProblem, WrongState
from quiz.paper.models import Blueprint
from quiz.paper.sections import DrawSection, InvalidSections, NamedSection, read_sections


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


class BlueprintSettings(TypedDict, total=False):
    """How to compose the paper of the first round."""

    title: LocalisedText
    marking_rule: str
    time_limit_s: int
    shuffle_questions: bool
    shuffle_options: bool
    sections: list[dict[str, Any]]


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
DEFAULT_TIME_LIMIT_S = 20 * 60


def create_contest(
    *,
    organisation: Organisation,
    settings: ContestSettings,
    blueprint: BlueprintSettings,
    by: User | None,
    now: datetime,
) -> Contest:
    """A new draft with one round. Raises `ContestInvalid`."""
    contest = Contest(organisation=organisation, created_by=by, created_at=now)
    _apply(contest, settings)
    contest.slug = contest.slug or _slug_for(contest)
    _refuse(check_configuration(contest))
    with transaction.atomic():
        _save_new(contest)
        if "regions" in settings:
            contest.regions.set(settings["regions"])
        composed = Blueprint(time_limit_s=DEFAULT_TIME_LIMIT_S)
        _compose(composed, blueprint, by)
        composed.save(force_insert=True)
        Round.objects.create(
            contest=contest,
            opens_at=contest.opens_at,
            closes_at=contest.closes_at,
            blueprint=composed,
        )
    return contest


def change_contest(
    *,
    contest: Contest,
    settings: ContestSettings,
    blueprint: BlueprintSettings | None,
    by: User | None,
    now: datetime,
) -> Contest:
    """Change what is given; return the contest as it is now.

    Raises `ContestInvalid`, also for what can no longer be changed, and `WrongState` for a contest
    that is over.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state not in (ContestState.DRAFT, ContestState.PUBLISHED):
            raise WrongState(_("A contest that is over cannot be changed."))
        if contest.state == ContestState.PUBLISHED:
            _refuse(_locked(contest, settings, blueprint, now))
        _apply(contest, settings)
        _refuse(check_configuration(contest))
        contest.version += 1
        try:
            with transaction.atomic():
                contest.save()
        except IntegrityError:
            raise ContestInvalid([_slug_taken()]) from None
        if "regions" in settings:
            contest.regions.set(settings["regions"])
        if contest.state == ContestState.DRAFT:
            _change_first_round(contest, blueprint, by)
        else:
            record_event(
                actor=by,
                action="contest_changed",
                subject=contest,
                organisation_id=contest.organisation_id,
                after={"changed": sorted(settings)},
                now=now,
            )
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


def _change_first_round(
    contest: Contest, blueprint: BlueprintSettings | None, by: User | None
) -> None:
    """Keep the only round's window equal to the contest's, and its blueprint as given."""
    rounds = list(contest.rounds.select_related("blueprint").order_by("number"))
    if len(rounds) == 1:
        rounds[0].opens_at, rounds[0].closes_at = contest.opens_at, contest.closes_at
        rounds[0].save(update_fields=["opens_at", "closes_at"])
    if blueprint is not None:
        _compose(rounds[0].blueprint, blueprint, by)
        rounds[0].blueprint.save()


def _compose(blueprint: Blueprint, settings: BlueprintSettings, by: User | None) -> None:
    for field, value in settings.items():
        setattr(blueprint, field, value)
    if not blueprint.sections:
        return
    try:
        sections = read_sections(blueprint.sections)
    except InvalidSections as invalid:
        pointer = f"/blueprint/sections{invalid.pointer}"
        detail = _("This section makes no paper.")
        raise ContestInvalid([ContestProblem(pointer, invalid.code, detail)]) from invalid
    banks = Bank.objects.all() if by is None else usable_banks(by)
    usable = set(banks.values_list("pk", flat=True))
    named = [q for one in sections if isinstance(one, NamedSection) for q in one.question_ids]
    bank_of = dict(Question.objects.filter(pk__in=named).values_list("pk", "bank_id"))
    _refuse(
        ContestProblem(
            f"/blueprint/sections/{number}", "bank_unknown", _("There is no such question bank.")
        )
        for number, section in enumerate(sections)
        if not usable.issuperset(
            [section.bank_id]
            if isinstance(section, DrawSection)
            else [bank_of.get(question) for question in section.question_ids]
        )
    )


def _locked(
    contest: Contest,
    settings: Mapping[str, object],
    blueprint: BlueprintSettings | None,
    now: datetime,
) -> Iterable[ContestProblem]:
    detail = _("This can no longer be changed: the contest is published.")
    for field, value in settings.items():
        same = field not in {"regions", "access_code"} and getattr(contest, field) == value
        if field not in CHANGEABLE_WHEN_PUBLISHED and not same:
            yield ContestProblem(f"/{field}", "locked", detail)
    if blueprint is not None:
        yield ContestProblem("/blueprint", "locked", detail)
    new = settings.get("freeze_at", contest.freeze_at)
    if new != contest.freeze_at and (
        contest.is_frozen(now) or (isinstance(new, datetime) and new <= now)
    ):
        yield ContestProblem(
            "/freeze_at", "too_late", _("The board is frozen already, or would be at once.")
        )


def _refuse(problems: Iterable[ContestProblem]) -> None:
    found = list(problems)
    if found:
        raise ContestInvalid(found)
