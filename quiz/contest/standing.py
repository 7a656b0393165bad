"""An entry's standing: always recomputed from all its finished attempts, never adjusted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from common.many_rows import update_rows
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


_DERIVED = tuple(field.name for field in fields(EntryStanding))


def recompute_standings(*, entry_ids: Collection[UUID], now: datetime) -> int:
    """Bring standings up to date, in the caller's transaction; return how many changed.

    Locks these entries' rows, in the order of their ids, and no others. Doing it again changes
    nothing. Ids that belong to no entry (attempts also count for things other than contests) are
    left alone. Four statements, whatever the number of entries.
    """
    # Closing attempts has a transaction already, and no use for a savepoint: it fails as a whole.
    with transaction.atomic(savepoint=False):
        # The lock makes two attempts of one entry, closed at the same time, see each other.
        rows = Entry.objects.filter(pk__in=entry_ids).order_by("pk")
        entries = list(rows.select_for_update(no_key=True))
        if not entries:
            return 0
        contests = Contest.objects.in_bulk({entry.contest_id for entry in entries})
        rules = {
            contest.pk: score_rule(contest.score_rule, contest.score_rule_options)
            for contest in contests.values()
        }
        attempts = _finished_attempts(
            [entry.pk for entry in entries],
            with_marks=any(rule.needs_marks for rule in rules.values()),
        )
        standings = []
        for entry in entries:
            contest, rule = contests[entry.contest_id], rules[entry.contest_id]
            results = results_of(contest, rule, attempts[entry.pk])
            standings.append((entry, standing_of(contest, results, rule)))
        return store_standings(standings, now=now)


def store_standings(standings: Iterable[tuple[Entry, EntryStanding]], *, now: datetime) -> int:
    """Write the standings that differ from their entries'; return how many did. One statement."""
    changed = []
    for entry, standing in standings:
        if any(getattr(entry, name) != getattr(standing, name) for name in _DERIVED):
            for name in _DERIVED:
                setattr(entry, name, getattr(standing, name))
            entry.standing_changed_at = now
            changed.append(entry)
    update_rows(changed, fields=(*_DERIVED, "standing_changed_at"))
    return len(changed)


def _finished_attempts(
    entry_ids: Sequence[UUID], *, with_marks: bool
) -> Mapping[UUID, Sequence[Attempt]]:
    finished: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.filter(entry_id__in=entry_ids, state__in=CLOSED_STATES)
    # Sheet and marks are most of a row; no rule reads the one, and few the other.
    rows = rows.defer("drawn") if with_marks else rows.defer("drawn", "marks")
    for attempt in rows.order_by("number"):
        finished[attempt.entry_id].append(attempt)
    return finished


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
                paper=attempt.paper_id,
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
