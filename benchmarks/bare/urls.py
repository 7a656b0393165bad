"""Views that do nothing, and one that does what a simple answer endpoint would do."""

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.attempts.save_request import SaveBody
from common import clock
from quiz.attempt.answer_sql import AnswerRow, write_answers

_decoder = msgspec.json.Decoder(SaveBody)


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer."""
    return _json(b'{"ok":true}')


class EmptyApiView(APIView):
    """Answers whoever our API would let in."""

    def get(self, _request: Request) -> Response:
        """Answer."""
        return Response({"ok": True})


def save(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Store the answers by one statement of this request's own: no token, no rules, no batch."""
    now = clock.now()
    rows = [
        AnswerRow(
            attempt_id, one.position, msgspec.json.encode(one.response).decode(), one.seq, now
        )
        for one in _decoder.decode(request.body).answers
    ]
    written = write_answers(rows, skip_locked=False)
    body = msgspec.json.encode({"saved": [position for _, position in written.keys]})
    return _json(body)


def _json(body: bytes) -> HttpResponse:
    # Without middleware nobody else says the length.
    headers = {"Content-Length": str(len(body))}
    return HttpResponse(body, content_type="application/json", headers=headers)


urlpatterns = [
    path("empty", empty),
    path("empty-api", EmptyApiView.as_view()),
    path("attempts/<uuid:attempt_id>/answers", save),
]
