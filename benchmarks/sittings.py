"""Attempts under way, made without HTTP, and requests that save answers into them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

import msgspec
from django.db import transaction

from benchmarks.load import http_request
from benchmarks.participants import SLUG, Participant, make_participants
from common import clock
from common.ids import uuid7
from quiz.attempt.attempt_token import issue_attempt_token
from quiz.attempt.deadline import deadline_for
from quiz.attempt.models import Attempt
from quiz.bank.types import InvalidResponse, rules_of
from quiz.contest.models import Contest, Entry
from quiz.paper.compiled import CompiledPaper, compiled_paper
from quiz.paper.drawing import draw_sheet, new_seed


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody's attempt: `responses` is JSON of a valid answer to each question of the sheet."""

    participant: Participant
    attempt_id: UUID
    token: str
    responses: Sequence[bytes]


def contest() -> Contest:
    """The contest that was prepared."""
    return Contest.objects.get(slug=SLUG)


def open_sittings(number: int) -> list[Sitting]:
    """So many new people, each with an open attempt."""
    return sit(make_participants(number))


@transaction.atomic
def sit(people: Sequence[Participant], *, closed_before: int = 0) -> list[Sitting]:
    """Enter these people into the contest and start an attempt for each."""
    now, where = clock.now(), contest()
    paper_id = where.rounds.get().paper_id
    assert paper_id is not None  # noqa: S101 - it is published
    compiled = compiled_paper(paper_id)
    entries = Entry.objects.bulk_create(
        Entry(id=uuid7(), contest=where, user_id=UUID(person.user_id), registered_at=now)
        for person in people
    )
    deadline = deadline_for(
        started_at=now,
        time_limit_s=compiled.time_limit_s,
        time_factor_percent=100,
        window_end=where.closes_at,
    )
    attempts = []
    for entry in entries:
        seed = new_seed()
        drawn = draw_sheet(compiled, seed)
        attempts.append(
            Attempt(
                entry_id=entry.pk,
                user_id=entry.user_id,
                paper_id=paper_id,
                number=1 + closed_before,
                seed=seed,
                drawn=drawn,
                question_count=len(drawn),
                max_centi=compiled.total_centi,
                started_at=now,
                deadline=deadline,
            )
        )
    Attempt.objects.bulk_create(attempts)
    return [
        Sitting(person, attempt.id, _token(attempt), _responses(compiled, attempt.drawn))
        for person, attempt in zip(people, attempts, strict=True)
    ]


def saves(
    sittings: Sequence[Sitting],
    *,
    sequence: "count[int]",
    answers_each: int = 1,
    prefix: str = "/api/v1",
) -> Iterator[bytes]:
    """Requests that answer one question after the other, everybody in turn, without end.

    `sequence` goes on from one call to the next, so that every answer is the newest.
    """
    heads = [_head(sitting, prefix) for sitting in sittings]
    for seq in sequence:
        turn, who = divmod(seq, len(sittings))
        responses = sittings[who].responses
        first = turn * answers_each
        answers = b",".join(
            b'{"position":%d,"response":%b,"seq":%d}' % (position, responses[position], seq)
            for position in ((first + offset) % len(responses) for offset in range(answers_each))
        )
        yield heads[who] % (len(answers) + 14, answers)


def _head(sitting: Sitting, prefix: str) -> bytes:
    request = http_request(
        "PUT",
        f"{prefix}/attempts/{sitting.attempt_id}/answers",
        headers={"Authorization": f"Attempt {sitting.token}"},
    )
    return request.replace(b"Content-Length: 0", b"Content-Length: %d") + b'{"answers":[%b]}'


def _token(attempt: Attempt) -> str:
    return issue_attempt_token(
        attempt_id=attempt.id,
        paper_id=attempt.paper_id,
        drawn=attempt.drawn,
        deadline=attempt.deadline,
    )


def _responses(compiled: CompiledPaper, drawn: Sequence[int]) -> list[bytes]:
    return [_response(compiled, index) for index in drawn]


def _response(compiled: CompiledPaper, index: int) -> bytes:
    """The first option where that is an answer, and none otherwise."""
    content = compiled.questions[index].content
    options = [option.id for option in getattr(content, "options", ())][:1]
    try:
        rules_of(content.type).parse_response(content, options)
    except InvalidResponse:
        return b"[]"
    return msgspec.json.encode(options)
