"""Publishing a contest: check everything, freeze the papers, fix how results are compared."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.audit import record_event
from quiz.contest.awarding import new_seed
from quiz.contest.checking import check_contest
from quiz.contest.enums import ContestState
from quiz.contest.models import MOST_TIME_PERCENT, ORDINARY_TIME_PERCENT, Contest, Round
from quiz.contest.refusals import ContestInvalid, WrongState
from quiz.contest.score_rules import AttemptLimits, days_between, score_rule
from quiz.leaderboard.enums import TieBreak
from quiz.leaderboard.models import Board
from quiz.leaderboard.rank_key import KeyLayout
from quiz.paper.publishing import publish_paper


def publish_contest(*, contest: Contest, by: User | None, now: datetime) -> Contest:
    """Make a draft public and freeze its papers; return it as it is now.

    Raises `WrongState` unless it is a draft, and `ContestInvalid` with everything that is wrong.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.DRAFT:
            raise WrongState(_("Only a draft can be published."))
        rounds = list(contest.rounds.select_related("blueprint").order_by("number"))
        if problems := check_contest(contest, rounds, now=now):
            raise ContestInvalid(problems)
        for one in rounds:
            one.paper = publish_paper(blueprint=one.blueprint, by=by, now=now)
            one.save(update_fields=["paper"])
        contest.key_layout = key_layout_for(contest, rounds).stored()
        contest.draw_seed = new_seed()
        contest.state = ContestState.PUBLISHED
        contest.published_at = now
        contest.version += 1
        contest.save(update_fields=["key_layout", "draw_seed", "state", "published_at", "version"])
        Board.objects.get_or_create(pk=contest.pk)
        record_event(
            actor=by,
            action="contest_published",
            subject=contest,
            organisation_id=contest.organisation_id,
            after={"papers": [str(one.paper_id) for one in rounds]},
            now=now,
        )
    return contest


def key_layout_for(contest: Contest, rounds: Iterable[Round]) -> KeyLayout:
    """The layout of rank keys with room for the highest score and longest time there can be."""
    papers = [one.paper for one in rounds if one.paper is not None]
    limits = AttemptLimits(
        total=contest.attempts_total,
        per_round=contest.attempts_per_round,
        per_day=contest.attempts_per_day,
        days=days_between(contest.opens_at, contest.closes_at),
        rounds=len(papers),
    )
    added = score_rule(contest.score_rule, contest.score_rule_options).attempts_added(limits)
    longest_s = max(paper.time_limit_s for paper in papers)
    return KeyLayout.fitting(
        tie_breaks=[TieBreak(value) for value in contest.tie_breaks],
        highest_score_centi=max(paper.total_centi for paper in papers) * added,
        longest_time_ms=longest_s * 1000 * MOST_TIME_PERCENT // ORDINARY_TIME_PERCENT * added,
        opens_at=contest.opens_at,
        closes_at=contest.closes_at,
    )
