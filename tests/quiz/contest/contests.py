"""Short ways to make a contest and to take part in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from accounts.models import Organisation, User
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.contest.board_publishing import publish_board
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.publishing import publish_contest
from quiz.contest.starting import start_contest_attempt
from quiz.leaderboard.models import Snapshot
from tests.quiz.factories import draw_section, make_bank, make_blueprint, make_question, make_topic

_numbers = count(1)


def draft_contest(
    organisation: Organisation,
    *,
    now: datetime,
    opens_in: timedelta = timedelta(hours=-1),
    open_for: timedelta = timedelta(days=7),
    questions: int = 4,
    sections: list[dict[str, Any]] | None = None,
    time_limit_s: int = 1200,
    **fields: Any,
) -> Contest:
    """A draft over a new bank of single choices, 5 points each; `a` is right everywhere."""
    number = next(_numbers)
    if sections is None:
        topic = make_topic(make_bank(f"contest-bank-{number}"))
        for label in range(questions):
            make_question(topic, label=str(label))
        sections = [draw_section(topic.bank, questions)]
    contest = Contest.objects.create(
        **{
            "slug": f"contest-{number}",
            "organisation": organisation,
            "title": {"zh-Hans": f"网络安全竞赛 {number}", "en": f"Safety contest {number}"},
            "opens_at": now + opens_in,
            "closes_at": now + opens_in + open_for,
            "created_at": now + opens_in,
            "attempts_total": None,
            **fields,
        }
    )
    Round.objects.create(
        contest=contest,
        opens_at=contest.opens_at,
        closes_at=contest.closes_at,
        blueprint=make_blueprint(sections, time_limit_s=time_limit_s),
    )
    return contest


def two_rounds(organisation: Organisation, *, now: datetime, **fields: Any) -> Contest:
    """A published contest of two rounds of a day each with a day between; the first is open."""
    contest = draft_contest(
        organisation, now=now, **{"open_for": timedelta(days=1), "slug": "rounds", **fields}
    )
    first = contest.rounds.get()
    Contest.objects.filter(pk=contest.pk).update(closes_at=first.closes_at + timedelta(days=2))
    Round.objects.create(
        contest=contest,
        number=2,
        title={"zh-Hans": "决赛", "en": "Final"},
        opens_at=first.closes_at + timedelta(days=1),
        closes_at=first.closes_at + timedelta(days=2),
        blueprint=make_blueprint(first.blueprint.sections, time_limit_s=600),
    )
    return publish_contest(contest=contest, by=None, now=contest.opens_at)


def open_contest(organisation: Organisation, *, now: datetime, **fields: Any) -> Contest:
    """A published contest that opened an hour before `now`, unless told otherwise."""
    contest = draft_contest(organisation, now=now, **fields)
    return publish_contest(contest=contest, by=None, now=contest.opens_at)


def begin(contest: Contest, user: User, *, at: datetime) -> Attempt:
    """Start, or go on."""
    return start_contest_attempt(contest=contest, user=user, now=at).attempt


def answer(attempt: Attempt, positions: Iterable[int], *, right: bool = True, at: datetime) -> None:
    """Answer these positions, all right or all wrong."""
    response: list[str | bool] = ["a" if right else "b"]
    seq = int(at.timestamp() * 1000)
    save_answers(
        attempt_id=attempt.pk,
        answers=[AnswerIn(position, response, seq) for position in positions],
        received_at=at,
    )


def sit(contest: Contest, user: User, *, right: int, at: datetime, minutes: float = 5) -> Attempt:
    """Take the contest: the first `right` questions right, the others left out."""
    attempt = begin(contest, user, at=at)
    finished_at = at + timedelta(minutes=minutes)
    answer(attempt, range(right), at=finished_at)
    return finish_attempt(attempt_id=attempt.pk, now=finished_at)


def entry_in(contest: Contest, user: User) -> Entry:
    """Somebody's entry as it is stored."""
    return Entry.objects.get(contest=contest, user=user)


def names_on(snapshot: Snapshot | None) -> list[tuple[int, str, int]]:
    """Rank, name and score in points of the first rows."""
    assert snapshot is not None
    return [(row["rank"], row["name"], row["score_centi"] // 100) for row in snapshot.top]


def publish(contest: Contest, *, at: datetime) -> Snapshot | None:
    """Publish the board of the contest as it is stored."""
    return publish_board(contest=Contest.objects.get(pk=contest.pk), now=at)
