"""How many people took part: counted from the rows every time, each person once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from quiz.attempt.models import Attempt
from quiz.contest.models import Contest, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """People who registered, started, finished and passed; each person once in each.

    Finished is who has a result: they handed in, or the clock closed what they had saved.
    """

    registered: int = 0
    started: int = 0
    finished: int = 0
    passed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            registered=self.registered + other.registered,
            started=self.started + other.started,
            finished=self.finished + other.finished,
            passed=self.passed + other.passed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTally:
    """One day of a contest. Each person counts on the day of the first start or finish."""

    day: date
    registered: int
    started: int
    finished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTally:
    """One round of a contest: people who started and finished an attempt in it."""

    number: int
    started: int
    finished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A contest's counts. People without a region or organisation are under None.

    Somebody who started is a participant, whatever came of it; who was disqualified has not
    passed. Days are days in the contest's time zone.
    """

    total: Tally
    by_region: dict[str | None, Tally]
    by_organisation: dict[UUID | None, Tally]
    by_day: tuple[DayTally, ...]
    by_round: tuple[RoundTally, ...]


def started_entries(contest: Contest, *, before: datetime | None = None) -> QuerySet[Entry]:
    """The entries of participants: those with a first attempt."""
    first = Attempt.objects.filter(entry_id=OuterRef("pk"), number=1)
    if before is not None:
        first = first.filter(started_at__lt=before)
    return contest.entries.filter(Exists(first))


def participation(*, contest: Contest, before: datetime | None = None) -> Participation:
    """Count a contest; `before` leaves out what happened from that moment on. Six queries."""
    tallies = _tallies(contest, before)
    regions: dict[str | None, Tally] = {}
    organisations: dict[UUID | None, Tally] = {}
    for (region, organisation), tally in tallies.items():
        regions[region] = regions.get(region, Tally()) + tally
        organisations[organisation] = organisations.get(organisation, Tally()) + tally
    total = sum(tallies.values(), Tally())
    return Participation(
        total=total,
        by_region=regions,
        by_organisation=organisations,
        by_day=_days(contest, before),
        by_round=_rounds(contest, total, before),
    )


def public_moment(contest: Contest, now: datetime) -> datetime | None:
    """The moment as at which the public sees a contest's counts; None when it sees them live.

    The counts stand still together with the board: see `quiz.contest.viewing.board_for`.
    """
    return contest.freeze_at if contest.is_frozen(now) else None


def people_of(contests: Iterable[Contest], *, now: datetime) -> Tally:
    """The people of several contests as the public may see them, each counting once in all.

    A frozen contest counts as at its freeze. Two queries.
    """
    entries, starts = Q(pk__in=[]), Q(pk__in=[])
    finished, passed = Q(pk__in=[]), Q(pk__in=[])
    for contest in contests:
        here, before = Q(contest=contest), public_moment(contest, now)
        attempted = Q(paper__rounds__contest=contest)
        entries |= here if before is None else here & Q(registered_at__lt=before)
        starts |= attempted if before is None else attempted & Q(started_at__lt=before)
        finished |= here & _finished(before)
        passed |= here & _passed(contest, before)
    people = Entry.objects.filter(entries).aggregate(
        registered=Count("user", distinct=True),
        finished=Count("user", distinct=True, filter=finished),
        passed=Count("user", distinct=True, filter=passed),
    )
    started = Attempt.objects.filter(starts, number=1).values("user").distinct().count()
    return Tally(**people, started=started)


def _finished(before: datetime | None) -> Q:
    if before is None:
        return Q(first_finished_at__isnull=False)
    return Q(first_finished_at__lt=before)


def _passed(contest: Contest, before: datetime | None) -> Q:
    """Who has passed and was not disqualified; `before` asks for what was so at that moment."""
    if before is None:
        return Q(passed=True, disqualified_at__isnull=True)
    if contest.pass_mark_percent is None:
        return Q(pk__in=[])
    # As `standing.has_passed`: one attempt that reaches the mark is enough, whatever came later.
    reached = (
        Attempt.objects.filter(entry_id=OuterRef("pk"), finished_at__lt=before, max_centi__gt=0)
        .annotate(reached=F("score_centi") * 100, mark=F("max_centi") * contest.pass_mark_percent)
        .filter(reached__gte=F("mark"))
    )
    not_yet_out = Q(disqualified_at__isnull=True) | Q(disqualified_at__gte=before)
    return Q(Exists(reached)) & not_yet_out


def _tallies(
    contest: Contest, before: datetime | None
) -> dict[tuple[str | None, UUID | None], Tally]:
    """Counts by region and organisation, from which the others add up."""
    entries = contest.entries.order_by()
    if before is not None:
        entries = entries.filter(registered_at__lt=before)
    grouped = entries.values_list("region_id", "organisation_id").annotate(
        registered=Count("pk"),
        finished=Count("pk", filter=_finished(before)),
        passed=Count("pk", filter=_passed(contest, before)),
    )
    started = {
        (region, organisation): people
        for region, organisation, people in started_entries(contest, before=before)
        .order_by()
        .values_list("region_id", "organisation_id")
        .annotate(people=Count("pk"))
    }
    return {
        (region, organisation): Tally(
            registered=registered,
            started=started.get((region, organisation), 0),
            finished=finished_people,
            passed=passed,
        )
        for region, organisation, registered, finished_people, passed in grouped
    }


def _rounds(contest: Contest, total: Tally, before: datetime | None) -> tuple[RoundTally, ...]:
    numbers = list(contest.rounds.order_by("number").values_list("number", flat=True))
    if len(numbers) == 1:
        return (RoundTally(number=numbers[0], started=total.started, finished=total.finished),)
    attempts = Attempt.objects.filter(paper__rounds__contest=contest).order_by()
    finished = Q(finished_at__isnull=False)
    if before is not None:
        attempts = attempts.filter(started_at__lt=before)
        finished = Q(finished_at__lt=before)
    counted = attempts.values_list("paper__rounds__number").annotate(
        started=Count("entry_id", distinct=True),
        finished=Count("entry_id", distinct=True, filter=finished),
    )
    by_number = {number: (started, closed) for number, started, closed in counted}
    return tuple(
        RoundTally(
            number=number,
            started=by_number.get(number, (0, 0))[0],
            finished=by_number.get(number, (0, 0))[1],
        )
        for number in numbers
    )


def _days(contest: Contest, before: datetime | None) -> tuple[DayTally, ...]:
    entries = contest.entries.order_by()
    starts = Attempt.objects.filter(paper__rounds__contest=contest, number=1).order_by()
    registered = _by_day(contest, entries, "registered_at", before)
    started = _by_day(contest, starts, "started_at", before)
    finished = _by_day(contest, entries, "first_finished_at", before)
    return tuple(
        DayTally(
            day=day,
            registered=registered.get(day, 0),
            started=started.get(day, 0),
            finished=finished.get(day, 0),
        )
        for day in sorted({*registered, *started, *finished})
    )


def _by_day(
    contest: Contest,
    rows: QuerySet[Entry] | QuerySet[Attempt],
    moment: str,
    before: datetime | None,
) -> dict[date, int]:
    counted = rows.filter(**{f"{moment}__isnull": False})
    if before is not None:
        counted = counted.filter(**{f"{moment}__lt": before})
    days = counted.annotate(day=TruncDate(moment, tzinfo=contest.zone)).values_list("day")
    return dict(days.annotate(people=Count("pk")).values_list("day", "people"))
