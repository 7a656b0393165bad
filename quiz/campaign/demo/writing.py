"""Writing simulated people and their sittings in bulk: the rows that the use cases would write."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, TypeAlias

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection

from accounts.models import Membership, Organisation, Region, RegionLevel, Unit, User
from quiz.attempt.models import Answer, Attempt
from quiz.campaign.demo.crowd import SimulatedPerson, simulated_people
from quiz.campaign.demo.sittings import Examination, Sitting, sittings_of
from quiz.contest.models import Contest, Entry
from quiz.contest.score_rules import score_rule
from quiz.contest.standing import results_of, standing_of

PEOPLE_A_BATCH = 500
REGISTERED_BEFORE = timedelta(minutes=2)

Progress = Callable[[int], None]
StoredAnswer: TypeAlias = tuple[Any, int, str, int, Any]
"""Attempt, position, response, sequence and moment; the first and last as the database's driver
takes them, which is each database's own affair."""

_INSERT_ANSWER = f"""
INSERT INTO {Answer._meta.db_table} (attempt_id, position, response, seq, saved_at)
VALUES (%s, %s, %s, %s, %s)"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where simulated people live and belong."""

    counties: dict[str, Sequence[str]]
    organisations: Sequence[Organisation]
    roots: dict[Organisation, Unit]


def read_places(organisations: Sequence[Organisation]) -> Places:
    """The counties of each prefecture, and the root unit of each organisation."""
    counties: dict[str, list[str]] = {}
    found = Region.objects.filter(level=RegionLevel.COUNTY, parent__isnull=False).order_by("code")
    for code, prefecture in found.values_list("code", "parent_id"):
        counties.setdefault(str(prefecture), []).append(code)
    roots = Unit.objects.filter(depth=1, organisation__in=organisations)
    by_id = {organisation.pk: organisation for organisation in organisations}
    return Places(
        counties=dict(counties),
        organisations=organisations,
        roots={by_id[root.organisation_id]: root for root in roots},
    )


def write_crowd(
    *, participants: int, exam: Examination, places: Places, progress: Progress
) -> None:
    """Write simulated people with their entries, attempts and answers.

    So many of them start; those who only register come on top.
    """
    people = simulated_people(participants)
    done = 0
    while batch := list(islice(people, PEOPLE_A_BATCH)):
        _write_batch(batch, exam, places)
        done += len(batch)
        progress(done)


def _write_batch(people: Sequence[SimulatedPerson], exam: Examination, places: Places) -> None:
    users = User.objects.bulk_create(_user(person, exam.contest, places) for person in people)
    Membership.objects.bulk_create(_memberships(people, users, places))
    entries: list[Entry] = []
    attempts: list[Attempt] = []
    answers: list[StoredAnswer] = []
    for person, user in zip(people, users, strict=True):
        sittings = sittings_of(person, exam)
        entry = _entry(person, user, exam.contest, sittings, places)
        sat = [_attempt(sitting, entry, exam) for sitting in sittings]
        _settle(entry, exam.contest, sat)
        entries.append(entry)
        attempts += sat
        for attempt, sitting in zip(sat, sittings, strict=True):
            answers += _answers(attempt, sitting)
    Entry.objects.bulk_create(entries)
    Attempt.objects.bulk_create(attempts)
    _insert_answers(answers)


def _user(person: SimulatedPerson, contest: Contest, places: Places) -> User:
    counties = places.counties[person.prefecture]
    return User(
        # Like `set_unusable_password`, whose random part would take most of the loading time.
        password=f"{UNUSABLE_PASSWORD_PREFIX}simulated",
        display_name=person.name,
        region_id=counties[person.county_draw % len(counties)],
        birth_year=person.birth_year,
        is_simulated=True,
        date_joined=contest.opens_at,
    )


def _memberships(
    people: Sequence[SimulatedPerson], users: Sequence[User], places: Places
) -> Iterable[Membership]:
    for person, user in zip(people, users, strict=True):
        if person.organisation is not None:
            root = places.roots[places.organisations[person.organisation]]
            yield Membership(user=user, unit=root, is_primary=True)


def _entry(
    person: SimulatedPerson,
    user: User,
    contest: Contest,
    sittings: Sequence[Sitting],
    places: Places,
) -> Entry:
    organisation = None
    if person.organisation is not None:
        organisation = places.organisations[person.organisation]
    registered_at = contest.opens_at + timedelta(minutes=person.county_draw)
    if sittings:
        registered_at = sittings[0].started_at - REGISTERED_BEFORE
    return Entry(
        contest=contest,
        user=user,
        region_id=user.region_id,
        organisation=organisation,
        registered_at=max(registered_at, contest.opens_at),
    )


def _attempt(sitting: Sitting, entry: Entry, exam: Examination) -> Attempt:
    return Attempt(
        entry_id=entry.pk,
        user_id=entry.user_id,
        paper_id=exam.paper.id,
        number=sitting.number,
        seed=sitting.seed,
        drawn=list(sitting.drawn),
        question_count=len(sitting.drawn),
        started_at=sitting.started_at,
        deadline=sitting.deadline,
        state=sitting.state,
        finished_at=sitting.finished_at,
        time_used_ms=sitting.time_used_ms,
        score_centi=sitting.marks.score_centi,
        max_centi=exam.paper.total_centi,
        marks=list(sitting.marks.by_position),
        marked_at=sitting.closed_at,
    )


def _answers(attempt: Attempt, sitting: Sitting) -> list[StoredAnswer]:
    attempt_id = Attempt._meta.pk.get_db_prep_value(attempt.pk, connection)
    as_stored = connection.ops.adapt_datetimefield_value
    return [
        (attempt_id, answer.position, answer.response, answer.seq, as_stored(answer.saved_at))
        for answer in sitting.answers
    ]


def _insert_answers(rows: Sequence[StoredAnswer]) -> None:
    # A hundred thousand rows: through the models they would take most of the loading time.
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT_ANSWER, rows)


def _settle(entry: Entry, contest: Contest, attempts: Sequence[Attempt]) -> None:
    """Give the entry the standing that `recompute_standings` would derive."""
    if not attempts:
        return
    rule = score_rule(contest.score_rule, contest.score_rule_options)
    standing = standing_of(contest, results_of(contest, rule, attempts), rule)
    for field, value in asdict(standing).items():
        setattr(entry, field, value)
    entry.standing_changed_at = attempts[-1].marked_at
