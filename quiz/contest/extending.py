"""Moving the end of a contest."""

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
from quiz.contest.standing import recompute_standing
from quiz.leaderboard.models import Board


def extend_contest(
    *, contest: Contest, closes_at: datetime, by: User | None, reason: str, now: datetime
) -> Contest:
    """Close a published contest later than announced, never earlier; return it as it is now.

    Attempts that the old end would have cut short get the time that the new one leaves them.
    Raises `WrongState`.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.PUBLISHED:
            raise WrongState(_("Only a published contest that is not closed can be extended."))
        before = contest.closes_at
        if closes_at <= max(before, now):
            raise WrongState(_("The new end must be later than the old one, and in the future."))
        last = contest.rounds.order_by("-number")[0]
        contest.closes_at = last.closes_at = closes_at
        contest.version += 1
        contest.save(update_fields=["closes_at", "version"])
        last.save(update_fields=["closes_at"])
        if not contest.layout().holds(closes_at):
            _lay_keys_out_anew(contest, now)
        record_event(
            actor=by,
            action="contest_extended",
            subject=contest,
            organisation_id=contest.organisation_id,
            before={"closes_at": before.isoformat()},
            after={"closes_at": closes_at.isoformat()},
            reason=reason,
            now=now,
        )
    # After the commit: who starts from now on has the new end already.
    _lengthen_open_attempts(last, closed_before=before, now=now)
    return contest


def _lengthen_open_attempts(last: Round, *, closed_before: datetime, now: datetime) -> None:
    cut_short = Attempt.objects.filter(
        paper=last.paper_id, state=AttemptState.OPEN, deadline=closed_before
    )
    with_more_time = Entry.objects.filter(contest=last.contest_id).exclude(
        time_factor_percent=ORDINARY_TIME_PERCENT
    )
    factors = dict(with_more_time.values_list("pk", "time_factor_percent"))
    for attempt in cut_short.select_related("paper"):
        deadline = deadline_for(
            started_at=attempt.started_at,
            time_limit_s=attempt.paper.time_limit_s,
            time_factor_percent=factors.get(attempt.entry_id, ORDINARY_TIME_PERCENT),
            window_end=last.closes_at,
        )
        try:
            extend_deadline(attempt_id=attempt.pk, deadline=max(deadline, now), now=now)
        except AttemptClosed:
            continue


def _lay_keys_out_anew(contest: Contest, now: datetime) -> None:
    """Give rank keys room for the longer window. Rare: it takes four times the first window."""
    contest.key_layout = key_layout_for(contest, contest.rounds.select_related("paper")).stored()
    contest.save(update_fields=["key_layout"])
    for entry_id in contest.entries.filter(rank_key__isnull=False).values_list("pk", flat=True):
        recompute_standing(entry_id=entry_id, now=now)
    Board.objects.filter(pk=contest.pk).update(rebuilt_at=None)
