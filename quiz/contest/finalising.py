"""Making standings final, and writing them anew after a re-mark or a disqualification."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.audit import record_event
from quiz.attempt.closing import close_if_overdue
from quiz.attempt.deadline import is_overdue
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.contest.awarding import write_awards
from quiz.contest.board_publishing import board_of, publish_final_board
from quiz.contest.closing import close_contest
from quiz.contest.enums import ContestState
from quiz.contest.field import ranked_entries
from quiz.contest.models import Contest
from quiz.contest.refusals import WrongState
from quiz.leaderboard.publishing import FinalResult, write_final_standings

CHANGED_AFTER_FINAL = "results changed after the standings were final"
# A re-mark goes on for a while; its standings are written once it has come to rest.
REST_BEFORE_REISSUE = timedelta(seconds=60)


def finalise_contest(*, contest: Contest, by: User | None, now: datetime) -> Contest:
    """Write the standings of a closed contest down for good, and show them to everybody.

    Raises `WrongState` unless it is closed and nobody's attempt is in progress any more.
    """
    if contest.state == ContestState.CLOSED:
        _close_overdue(contest, now)
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.CLOSED:
            raise WrongState(_("Only a closed contest can be made final."))
        if open_attempts(contest).exists():
            raise WrongState(_("Some attempts are still in progress."))
        contest.state = ContestState.FINAL
        _issue(contest, by=by, action="contest_finalised", reason="", now=now)
    return contest


def reissue_standings(*, contest: Contest, by: User | None, reason: str, now: datetime) -> Contest:
    """Write a new version of final standings beside the old one, after something was put right.

    Raises `WrongState` unless the contest is final.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.FINAL:
            raise WrongState(_("The contest is not final."))
        _issue(contest, by=by, action="standings_reissued", reason=reason, now=now)
    return contest


def finalise_contests(*, now: datetime) -> int:
    """Close what is over, finalise what is closed, reissue what was re-marked; returns how many."""
    done = 0
    for contest in Contest.objects.filter(state=ContestState.PUBLISHED, closes_at__lte=now):
        done += _turned_out(partial(close_contest, contest=contest, by=None, now=now))
    for contest in Contest.objects.filter(state=ContestState.CLOSED):
        done += _turned_out(partial(finalise_contest, contest=contest, by=None, now=now))
    for contest in _changed_since_final(now):
        reissue = partial(
            reissue_standings,
            contest=contest,
            by=None,
            reason=CHANGED_AFTER_FINAL,
            now=now,
        )
        done += _turned_out(reissue)
    return done


def _changed_since_final(now: datetime) -> QuerySet[Contest]:
    return (
        Contest.objects.filter(
            state=ContestState.FINAL, entries__standing_changed_at__gt=F("finalised_at")
        )
        .annotate(changed_at=Max("entries__standing_changed_at"))
        .filter(changed_at__lte=now - REST_BEFORE_REISSUE)
        .order_by()
    )


def open_attempts(contest: Contest) -> QuerySet[Attempt]:
    """The contest's attempts in progress."""
    return Attempt.objects.filter(paper__rounds__contest=contest, state=AttemptState.OPEN)


def _close_overdue(contest: Contest, now: datetime) -> None:
    for attempt in open_attempts(contest).order_by("entry_id").iterator():
        if is_overdue(deadline=attempt.deadline, now=now):
            close_if_overdue(attempt, now)


def _issue(contest: Contest, *, by: User | None, action: str, reason: str, now: datetime) -> None:
    contest.finalised_at = now
    contest.version += 1
    contest.save(update_fields=["state", "finalised_at", "version"])
    board = board_of(contest)
    version = write_final_standings(board_id=board.pk, results=_results(contest))
    prizes = write_awards(contest, standings_version=version)
    publish_final_board(contest=contest, now=now)
    record_event(
        actor=by,
        action=action,
        subject=contest,
        organisation_id=contest.organisation_id,
        before={"standings_version": version - 1},
        after={"standings_version": version, "prizes_awarded": prizes},
        reason=reason,
        now=now,
    )


def _results(contest: Contest) -> Iterator[FinalResult]:
    rows = ranked_entries(contest).order_by("rank_key", "pk")
    columns = rows.values_list("pk", "rank_key", "score_centi", "time_used_ms", "reached_at")
    for entry_id, key, score_centi, time_used_ms, reached_at in columns.iterator():
        if key is None or score_centi is None or time_used_ms is None or reached_at is None:
            continue
        yield FinalResult(
            entry_id=entry_id,
            rank_key=key,
            score_centi=score_centi,
            time_used_ms=time_used_ms,
            reached_at=reached_at,
        )


def _turned_out(act: Callable[[], object]) -> bool:
    """Whether it could be done now; if not, its turn comes again."""
    try:
        act()
    except WrongState:
        return False
    return True
