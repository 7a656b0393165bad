"""The attempt as a participant sees it: put together from ready pieces, without a key in sight."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.utils.translation import get_language

from api.rendering import to_json
from common.text import localise
from quiz.attempt.attempt_token import issue_attempt_token
from quiz.attempt.models import Answer, Attempt
from quiz.contest.models import Entry
from quiz.paper.compiled import compiled_paper
from quiz.paper.drawing import render_sheet


class ContestReference(TypedDict):
    """The contest that an attempt counts for, in the language of the request."""

    slug: str
    title: str


def contest_of(entry_id: UUID) -> ContestReference | None:
    """The contest of an entry; none for an attempt that counts for something else. One query."""
    entries = Entry.objects.filter(id=entry_id)
    for slug, title in entries.values_list("contest__slug", "contest__title"):
        return {"slug": slug, "title": localise(title, get_language())}
    return None


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
