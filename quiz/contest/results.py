"""What somebody learns of an attempt of the own, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from accounts.models import User
from common.text import LocalisedText
from quiz.attempt.deadline import earliest_deadline_in_time, grace
from quiz.attempt.enums import AttemptState
from quiz.attempt.marking import count_right
from quiz.attempt.models import Attempt
from quiz.contest.awarding import prizes_by_entry
from quiz.contest.enums import ContestState, Phase, ReviewPolicy
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.score_rules import score_rule
from quiz.contest.standing import has_passed, results_of
from quiz.contest.start_status import status_of
from quiz.contest.viewing import BoardView, board_for, place_of
from quiz.leaderboard.ranking import Place
from quiz.paper.compiled import compiled_paper


@dataclass(frozen=True, slots=True)
class ReviewRight:
    """Whether the right answers may be shown now, or from when; never where both say no."""

    allowed: bool
    available_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """A closed attempt in its contest.

    `passed` is None without a pass mark; `round` is that of the attempt where there are several.
    `attempts_left` are those in the round that is open now, or the next one.
    """

    contest: Contest
    entry: Entry
    attempt: Attempt
    round: Round | None
    passed: bool | None
    right: int
    counts: bool
    view: BoardView
    place: Place | None
    review: ReviewRight
    attempts_left: int | None
    prizes: Sequence[LocalisedText] = ()


def review_right(contest: Contest, attempt: Attempt, now: datetime) -> ReviewRight:
    """Whether the owner of an attempt may see keys and explanations now.

    While further attempts could be made after seeing them, an organiser who chose to show them
    after finishing has accepted that; but nobody reads them beside an attempt of the own that is
    still in progress. An open attempt has no review.
    """
    if attempt.is_open or contest.review_policy == ReviewPolicy.NEVER:
        return ReviewRight(allowed=False)
    if contest.review_policy == ReviewPolicy.AFTER_FINISH:
        return _right_after(Attempt.objects.filter(entry_id=attempt.entry_id), now)
    if contest.state == ContestState.CANCELLED:
        return ReviewRight(allowed=True)
    if contest.phase(now) != Phase.FINISHED:
        return ReviewRight(allowed=False, available_from=contest.closes_at)
    if contest.state == ContestState.FINAL:
        return ReviewRight(allowed=True)
    # Closed early, people may still be answering until their deadlines.
    return _right_after(Attempt.objects.filter(paper__rounds__contest=contest), now)


def _right_after(attempts: QuerySet[Attempt], now: datetime) -> ReviewRight:
    """Allowed once no answer to any of these can count any more, the grace included."""
    answered = attempts.filter(
        state=AttemptState.OPEN, deadline__gte=earliest_deadline_in_time(now)
    )
    last: datetime | None = answered.aggregate(last=Max("deadline"))["last"]
    return ReviewRight(allowed=last is None, available_from=last and last + grace())


def attempt_result(*, attempt: Attempt, viewer: User, now: datetime) -> AttemptResult | None:
    """The result of a closed attempt; None if it counts for no contest or is still open."""
    if attempt.is_open or attempt.score_centi is None:
        return None
    entries = Entry.objects.select_related("contest")
    entry = entries.filter(pk=attempt.entry_id).first()
    if entry is None:
        return None
    contest = entry.contest
    view = board_for(viewer, contest, now)
    status = status_of(
        contest=contest,
        rounds=list(contest.rounds.order_by("number")),
        entry=entry,
        attempts=list(Attempt.objects.filter(entry_id=entry.pk).order_by("number")),
        ineligible=None,
        now=now,
    )
    return AttemptResult(
        contest=contest,
        entry=entry,
        attempt=attempt,
        round=round_of_paper(status.rounds, attempt.paper_id),
        passed=None
        if contest.pass_mark_percent is None
        else has_passed(contest, score_centi=attempt.score_centi, max_centi=attempt.max_centi),
        right=count_right(compiled=compiled_paper(attempt.paper_id), marks=attempt.marks or ()),
        counts=_counts(contest, attempt),
        view=view,
        place=place_of(entry, view.snapshot),
        review=review_right(contest, attempt, now),
        attempts_left=status.attempts_left,
        prizes=prizes_by_entry([entry.pk]).get(entry.pk, ())
        if contest.state == ContestState.FINAL
        else (),
    )


def round_of_paper(rounds: Sequence[Round], paper_id: UUID) -> Round | None:
    """Which of several rounds an attempt at a paper was made in; None where there is only one."""
    if len(rounds) == 1:
        return None
    return next((one for one in rounds if one.paper_id == paper_id), None)


def _counts(contest: Contest, attempt: Attempt) -> bool:
    """Whether this attempt is among those that make the entry's score."""
    rule = score_rule(contest.score_rule, contest.score_rule_options)
    closed = Attempt.objects.filter(entry_id=attempt.entry_id, finished_at__isnull=False)
    standing = rule.standing(results_of(contest, rule, closed))
    return standing is not None and attempt.number in standing.numbers
