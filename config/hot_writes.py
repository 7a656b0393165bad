"""The three writes that come by the thousand, answered before Django sees them.

Starting with a pass, saving and finishing with an attempt token: each is the use case that the view
behind the same address calls too. What is refused or unusual is left to that view, which says it
(language, request id, logs, throttles); that the database is away or too much waits is said here.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import translation

from api.attempts.authentication import SCHEME as ATTEMPT_SCHEME
from api.attempts.documents import attempt_document, contest_of
from api.attempts.save_request import (
    MAX_BODY_BYTES,
    RECEIVED_AT,
    REFUSAL,
    answer_save_request,
)
from api.contests.start_pass import SCHEME as START_SCHEME
from api.contests.start_pass import contest_reference
from api.problems import MEDIA_TYPE, Problem, database_away, problem_document, translated
from api.rendering import to_json
from common.batcher import Overloaded, outside_requests
from common.metrics import REQUESTS
from common.outages import is_outage
from quiz.attempt.attempt_token import AttemptGrant, InvalidAttemptToken, read_attempt_token
from quiz.attempt.closing import finish_attempt
from quiz.contest.group_starting import start_with_pass
from quiz.contest.start_pass import InvalidStartPass, read_start_pass

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

_ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_SAVE = re.compile(rf"/api/v1/attempts/{_ID}/answers")
_FINISH = re.compile(rf"/api/v1/attempts/{_ID}/finish")
_START = re.compile(r"/api/v1/contests/([-\w]+)/attempts")
_NOTHING = (b"", b"{}")
# A sheet in two languages is 15 KB. The lowest level halves it twice over at a fifth of the time.
_GZIP_LEVEL = 1
_GZIP_WORTH_IT = 1_000


@dataclass(frozen=True, slots=True)
class HotReply:
    """What the gateway sends."""

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes


def hot_reply(environ: "WSGIEnvironment", *, language: Callable[[], str]) -> HotReply | None:
    """The reply to one of the three; nothing for anything else, and for what Django shall answer.

    `language` finds out the reader's, for what has words in it.
    """
    path: str = environ["PATH_INFO"]
    authorization: str = environ.get("HTTP_AUTHORIZATION", "")
    if authorization.startswith(ATTEMPT_SCHEME):
        if environ["REQUEST_METHOD"] == "PUT" and (found := _SAVE.fullmatch(path)):
            return _save(environ, UUID(found[1]), language=language)
        if environ["REQUEST_METHOD"] == "POST" and (found := _FINISH.fullmatch(path)):
            return _finish(environ, UUID(found[1]), language=language)
    if authorization.startswith(START_SCHEME) and environ["REQUEST_METHOD"] == "POST":
        found = _START.fullmatch(path)
        return None if found is None else _start(environ, found[1], language=language)
    return None


def _save(
    environ: "WSGIEnvironment", attempt_id: UUID, *, language: Callable[[], str]
) -> HotReply | None:
    grant = _grant(environ, attempt_id)
    body = _body(environ) if grant else None
    if grant is None or body is None:
        return None

    def save() -> bytes:
        return answer_save_request(
            grant=grant,
            body=body,
            content_type=environ.get("CONTENT_TYPE", ""),
            received_at=environ[RECEIVED_AT],
        )

    return _attempted(environ, save, status=HTTPStatus.OK, language=language)


def _finish(
    environ: "WSGIEnvironment", attempt_id: UUID, *, language: Callable[[], str]
) -> HotReply | None:
    if _grant(environ, attempt_id) is None or _body(environ) not in _NOTHING:
        return None
    now: datetime = environ[RECEIVED_AT]

    def finish() -> bytes:
        attempt = finish_attempt(attempt_id=attempt_id, now=now)
        with translation.override(language()):
            return attempt_document(attempt, contest=contest_of(attempt), now=now)

    return _attempted(environ, finish, status=HTTPStatus.OK, language=language)


def _start(
    environ: "WSGIEnvironment", slug: str, *, language: Callable[[], str]
) -> HotReply | None:
    now: datetime = environ[RECEIVED_AT]
    text: str = environ["HTTP_AUTHORIZATION"].removeprefix(START_SCHEME).strip()
    try:
        holder = read_start_pass(text, now=now)
    except InvalidStartPass:
        return None
    if holder.slug != slug or _body(environ) not in _NOTHING:
        return None

    def start() -> bytes | None:
        started = start_with_pass(holder=holder, now=now)
        if started.attempt is None or started.contest is None:
            return None
        with translation.override(language()):
            contest = contest_reference(started.contest)
            return attempt_document(started.attempt, contest=contest, now=now)

    return _attempted(environ, start, status=HTTPStatus.CREATED, language=language)


def _grant(environ: "WSGIEnvironment", attempt_id: UUID) -> AttemptGrant | None:
    token: str = environ["HTTP_AUTHORIZATION"].removeprefix(ATTEMPT_SCHEME).strip()
    try:
        grant = read_attempt_token(token, now=environ[RECEIVED_AT])
    except InvalidAttemptToken:
        return None
    return grant if grant.attempt_id == attempt_id else None


def _body(environ: "WSGIEnvironment") -> bytes | None:
    """The body, read and put back for Django; nothing where its length is not said or too much."""
    in_chunks = "HTTP_TRANSFER_ENCODING" in environ
    length: str = environ.get("CONTENT_LENGTH") or ("" if in_chunks else "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body


def _attempted(
    environ: "WSGIEnvironment",
    answer: Callable[[], bytes | None],
    *,
    status: HTTPStatus,
    language: Callable[[], str],
) -> HotReply | None:
    try:
        with outside_requests():
            body = answer()
    except Exception as refusal:
        if isinstance(refusal, Overloaded) or is_outage(refusal):
            return _try_again_later(environ, refusal, language=language)
        # Not tried again there: the view raises this, and the API's handler writes the document.
        environ[REFUSAL] = refusal
        return None
    return None if body is None else _reply(environ, status, body)


def _try_again_later(
    environ: "WSGIEnvironment", refusal: Exception, *, language: Callable[[], str]
) -> HotReply:
    """Say so here: Django would look for the session's owner first, and wait for that as long."""
    with translation.override(language()):
        problem = translated(refusal)
        if not isinstance(problem, Problem):
            problem = database_away()
        document = problem_document(
            status=problem.status_code,
            code=str(problem.get_codes()),
            detail=str(problem.detail),
            instance=environ["PATH_INFO"],
        )
    body = to_json(document)
    REQUESTS.labels(environ["REQUEST_METHOD"], problem.status_code).inc()
    headers = {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store", **problem.headers}
    headers["Content-Length"] = str(len(body))
    return HotReply(HTTPStatus(problem.status_code), [*headers.items()], body)


def _reply(environ: "WSGIEnvironment", status: HTTPStatus, body: bytes) -> HotReply:
    headers = [
        ("Content-Type", "application/json"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    # Nothing that the sender chose is in a sheet, so its size tells nothing about the token in it.
    if len(body) >= _GZIP_WORTH_IT and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)
        headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    return HotReply(status, [*headers, ("Content-Length", str(len(body)))], body)
