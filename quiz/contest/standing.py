"""An entry's standing: always recomputed from all its finished attempts, never adjusted."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quiz.attempt.enums import CLOSED_STATES
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest, Entry
from quiz.contest.score_rules import AttemptResult, ScoreRule, score_rule
from quiz.paper.compiled import compiled_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStanding:
    """The derived columns of an entry."""

    score_centi: int | None = None
    time_used_ms: int | None = None
    reached_at: datetime | None = None
    rank_key: int | None = None
    attempts_counted: int = 0
    first_finished_at: datetime | None = None
    passed: bool = False


def recompute_standing(*, entry_id: UUID, now: datetime) -> bool:
    """Bring an entry's standing up to date, in the caller's transaction; say if it changed.

    Locks this entry's row and no other. Doing it again changes nothing. An id that belongs to no
    entry (attempts also count for things other than contests) is left alone.
    """
    with transaction.atomic():
        # The lock makes two attempts of one entry, closed at the same time, see each other.
        locked = Entry.objects.select_for_update(of=("self",), no_key=True)
        entry = locked.select_related("contest").filter(pk=entry_id).first()
        if entry is None:
            return False
        return store_standing(entry, derive_standing(entry.contest, entry_id), now=now)


def store_standing(entry: Entry, standing: EntryStanding, *, now: datetime) -> bool:
    """Write a standing if it differs from the entry's; say if it did."""
    derived = asdict(standing)
    if all(getattr(entry, field) == value for field, value in derived.items()):
        return False
    for field, value in derived.items():
        setattr(entry, field, value)
    entry.standing_changed_at = now
    entry.save(update_fields=[*derived, "standing_changed_at"])
    return True


def derive_standing(
    contest: Contest, entry_id: UUID, *, finished_before: datetime | None = None
) -> EntryStanding:
    """What the contest's score rule makes of the entry's finished attempts.

    `finished_before` leaves later ones out: the standing at that moment. One query.
    """
    rule = score_rule(contest.score_rule, contest.score_rule_options)
    attempts = Attempt.objects.filter(entry_id=entry_id, state__in=CLOSED_STATES)
    if finished_before is not None:
        attempts = attempts.filter(finished_at__lt=finished_before)
    return standing_of(contest, results_of(contest, rule, attempts), rule)


def results_of(
    contest: Contest, rule: ScoreRule, attempts: Iterable[Attempt]
) -> list[AttemptResult]:
    """Finished attempts as score rules read them."""
    results = []
    for attempt in attempts:
        if attempt.finished_at is None or attempt.score_centi is None:
            continue
        points: tuple[int, ...] = ()
        if rule.needs_marks:
            points = compiled_paper(attempt.paper_id).position_points_centi
        results.append(
            AttemptResult(
                number=attempt.number,
                started_at=attempt.started_at,
                finished_at=attempt.finished_at,
                day=attempt.started_at.astimezone(contest.zone).date(),
                score_centi=attempt.score_centi,
                max_centi=attempt.max_centi,
                time_used_ms=attempt.time_used_ms or 0,
                marks_centi=tuple(attempt.marks or ()) if rule.needs_marks else (),
                points_centi=points,
            )
        )
    return results


def standing_of(contest: Contest, results: list[AttemptResult], rule: ScoreRule) -> EntryStanding:
    """The derived columns for these results. Pure."""
    standing = rule.standing(results)
    if standing is None:
        return EntryStanding()
    return EntryStanding(
        score_centi=standing.score_centi,
        time_used_ms=standing.time_used_ms,
        reached_at=standing.reached_at,
        rank_key=contest.layout().key(
            score_centi=standing.score_centi,
            time_used_ms=standing.time_used_ms,
            finished_at=standing.reached_at,
        ),
        attempts_counted=len(results),
        first_finished_at=min(result.finished_at for result in results),
        passed=any(
            has_passed(contest, score_centi=result.score_centi, max_centi=result.max_centi)
            for result in results
        ),
    )


def has_passed(contest: Contest, *, score_centi: int, max_centi: int) -> bool:
    """Whether one attempt reaches the pass mark; never where the contest has none."""
    if contest.pass_mark_percent is None or not max_centi:
        return False
    return score_centi * 100 >= contest.pass_mark_percent * max_centi
