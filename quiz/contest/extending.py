"""Moving the end of a contest, or of one of its rounds."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.audit import record_event
from quiz.attempt.deadline import deadline_for
from quiz.attempt.enums import AttemptState
from quiz.attempt.extending import AttemptClosed, extend_deadline
from quiz.attempt.models import Attempt
from quiz.contest.enums import ContestState
from quiz.contest.models import ORDINARY_TIME_PERCENT, Contest, Entry, Round
from quiz.contest.publishing import key_layout_for
from quiz.contest.refusals import WrongState
from quiz.contest.standing import recompute_standings
from quiz.leaderboard.models import Board

STANDINGS_AT_ONCE = 500


def extend_contest(
    *,
    contest: Contest,
    closes_at: datetime,
    round_number: int | None = None,
    by: User | None,
    reason: str,
    now: datetime,
) -> Contest:
    """Close a round of a published contest later than announced; return the contest as it is now.

    Without a number it is the last round. The contest's own end moves along where it has to.
    Attempts that the old end would have cut short get the time that the new one leaves them.
    Raises `WrongState`.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.PUBLISHED:
            raise WrongState(_("Only a published contest that is not closed can be extended."))
        rounds = list(contest.rounds.order_by("number"))
        extended = _round_to_extend(rounds, round_number)
        before = extended.closes_at
        _refuse_end(rounds, extended, closes_at, now)
        extended.closes_at = closes_at
        contest.closes_at = max(contest.closes_at, closes_at)
        contest.version += 1
        contest.save(update_fields=["closes_at", "version"])
        extended.save(update_fields=["closes_at"])
        if not contest.layout().holds(contest.closes_at):
            _lay_keys_out_anew(contest, now)
        record_event(
            actor=by,
            action="contest_extended",
            subject=contest,
            organisation_id=contest.organisation_id,
            before={"round": extended.number, "closes_at": before.isoformat()},
            after={"round": extended.number, "closes_at": closes_at.isoformat()},
            reason=reason,
            now=now,
        )
    # After the commit: who starts from now on has the new end already.
    _lengthen_open_attempts(extended, closed_before=before, now=now)
    return contest


def _round_to_extend(rounds: Sequence[Round], number: int | None) -> Round:
    if number is None:
        return rounds[-1]
    found = next((one for one in rounds if one.number == number), None)
    if found is None:
        raise WrongState(_("The contest has no such round."))
    return found


def _refuse_end(
    rounds: Sequence[Round], extended: Round, closes_at: datetime, now: datetime
) -> None:
    if closes_at <= max(extended.closes_at, now):
        raise WrongState(_("The new end must be later than the old one, and in the future."))
    if any(extended.closes_at <= one.opens_at < closes_at for one in rounds):
        raise WrongState(_("The round would run into the next one."))


def _lengthen_open_attempts(extended: Round, *, closed_before: datetime, now: datetime) -> None:
    cut_short = Attempt.objects.filter(
        paper=extended.paper_id, state=AttemptState.OPEN, deadline=closed_before
    )
    with_more_time = Entry.objects.filter(contest=extended.contest_id).exclude(
        time_factor_percent=ORDINARY_TIME_PERCENT
    )
    factors = dict(with_more_time.values_list("pk", "time_factor_percent"))
    for attempt in cut_short.select_related("paper"):
        deadline = deadline_for(
            started_at=attempt.started_at,
            time_limit_s=attempt.paper.time_limit_s,
            time_factor_percent=factors.get(attempt.entry_id, ORDINARY_TIME_PERCENT),
            window_end=extended.closes_at,
        )
        try:
            extend_deadline(attempt_id=attempt.pk, deadline=max(deadline, now), now=now)
        except AttemptClosed:
            continue


def _lay_keys_out_anew(contest: Contest, now: datetime) -> None:
    """Give rank keys room for the longer window. Rare: it takes four times the first window."""
    contest.key_layout = key_layout_for(contest, contest.rounds.select_related("paper")).stored()
    contest.save(update_fields=["key_layout"])
    ranked = contest.entries.filter(rank_key__isnull=False).order_by("pk")
    entry_ids = list(ranked.values_list("pk", flat=True))
    for first in range(0, len(entry_ids), STANDINGS_AT_ONCE):
        recompute_standings(entry_ids=entry_ids[first : first + STANDINGS_AT_ONCE], now=now)
    Board.objects.filter(pk=contest.pk).update(rebuilt_at=None)
