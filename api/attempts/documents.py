"""The attempt as a participant sees it: put together from ready pieces, without a key in sight."""

import time
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from api.rendering import to_json
from common.text import LocalisedText, localise
from quiz.attempt.attempt_token import issue_attempt_token
from quiz.attempt.models import Answer, Attempt
from quiz.contest.models import Round
from quiz.paper.compiled import compiled_paper
from quiz.paper.drawing import render_sheet


class ContestReference(TypedDict):
    """The contest that an attempt counts for, in the language of the request."""

    slug: str
    title: str


def contest_of(attempt: Attempt) -> ContestReference | None:
    """The contest of an attempt; none for one that counts for something else.

    What everybody who sits the same paper is told; asked again as often as public pages are.
    """
    known, fresh_until = _contests.get(attempt.paper_id, (None, 0.0))
    if time.monotonic() >= fresh_until:
        rounds = Round.objects.filter(paper=attempt.paper_id)
        known = rounds.values_list("contest__slug", "contest__title").first()
        if len(_contests) >= CONTESTS_KEPT:
            _contests.clear()
        fresh_until = time.monotonic() + settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS
        _contests[attempt.paper_id] = known, fresh_until
    if known is None:
        return None
    slug, title = known
    return {"slug": slug, "title": localise(title, get_language())}


CONTESTS_KEPT = 1_000
# By paper: slug and title, and until when they are taken to be so.
_contests: dict[UUID, tuple[tuple[str, LocalisedText] | None, float]] = {}


def attempt_document(attempt: Attempt, *, contest: ContestReference | None, now: datetime) -> bytes:
    """The JSON of an attempt: with token, questions and answers while it is open.

    A closed one has neither token nor questions: what may be seen then is the review's to say.
    One query, for the answers; none where there can be none yet.
    """
    compiled = compiled_paper(attempt.paper_id)
    head = {
        "id": attempt.id,
        "contest": contest,
        "number": attempt.number,
        "state": attempt.state,
        "started_at": attempt.started_at,
        "deadline": attempt.deadline,
        "server_time": now,
        "time_limit_s": compiled.time_limit_s,
        "question_count": attempt.question_count,
    }
    if not attempt.is_open:
        return to_json(head | {"token": None, "questions": [], "answers": []})
    head["token"] = issue_attempt_token(
        attempt_id=attempt.id,
        paper_id=attempt.paper_id,
        drawn=attempt.drawn,
        deadline=attempt.deadline,
    )
    return b'%s,"questions":%s,"answers":[%s]}' % (
        to_json(head)[:-1],
        render_sheet(compiled, seed=attempt.seed, drawn=attempt.drawn),
        # An attempt that starts at this moment has no answers to ask for.
        b"" if attempt.started_at == now else _answers(attempt),
    )


def _answers(attempt: Attempt) -> bytes:
    stored = Answer.objects.filter(attempt=attempt).order_by("position")
    return b",".join(
        b'{"position":%d,"response":%s,"seq":%d}' % (position, response.encode(), seq)
        for position, response, seq in stored.values_list("position", "response", "seq")
    )
