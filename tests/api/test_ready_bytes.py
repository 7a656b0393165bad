"""Ready answers: given by the gateway before Django, in the right language, once per version."""

import gzip
from importlib import import_module

import brotli
import pytest

from api import ready_bytes as registry
from api.ready_bytes import ReadyBody, ReadyQuestion, provide_ready_bytes
from tests.api.attempts.wsgi_client import call, gateway_alone, gateway_and_django

BODY = b'{"rows":["' + b"x" * 2_000 + b'"]}'


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[ReadyQuestion]:
    """A provider for one address, and what it was asked."""
    # The rooms register theirs now, or they would be forgotten with this test.
    import_module("config.urls")
    monkeypatch.setattr(registry, "_providers", [])
    questions: list[ReadyQuestion] = []

    @provide_ready_bytes(r"/contests/(?P<slug>[\w-]+)/boards/people")
    def board(question: ReadyQuestion) -> ReadyBody | None:
        questions.append(question)
        if question.words["slug"] == "unknown":
            return None
        return ReadyBody(body=BODY, etag=f'W/"7.{question.language}"', max_age_s=3)

    return questions


def test_a_ready_answer_never_reaches_django(asked: list[ReadyQuestion]) -> None:
    reply = call(
        gateway_alone(),
        "GET",
        "/api/v1/contests/spring/boards/people?page=2",
        headers={"Accept-Language": "en"},
    )

    assert (reply.status, reply.body) == (200, BODY)
    assert reply.headers == {
        "ETag": 'W/"7.en"',
        "Cache-Control": "public, max-age=3",
        "Vary": "Accept-Language, Accept-Encoding",
        "Content-Type": "application/json",
        "Content-Length": str(len(BODY)),
        "X-Content-Type-Options": "nosniff",
    }
    assert asked == [
        ReadyQuestion(
            path="/contests/spring/boards/people",
            query="page=2",
            language="en",
            words={"slug": "spring"},
        )
    ]


def test_who_has_it_already_gets_304() -> None:
    reply = call(
        gateway_alone(),
        "GET",
        "/api/v1/contests/spring/boards/people",
        headers={"Accept-Language": "en", "If-None-Match": '"6.en", W/"7.en"'},
    )

    assert (reply.status, reply.body, reply.headers["ETag"]) == (304, b"", 'W/"7.en"')


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("br;q=0.0", None, bytes),
    ],
)
def test_who_can_unpack_gets_it_packed(accepted, encoding, unpack) -> None:
    reply = call(
        gateway_alone(),
        "GET",
        "/api/v1/contests/spring/boards/people",
        headers={"Accept-Encoding": accepted},
    )

    assert reply.headers.get("Content-Encoding") == encoding
    assert unpack(reply.body) == BODY


def test_head_gets_the_headers_alone() -> None:
    reply = call(gateway_alone(), "HEAD", "/api/v1/contests/spring/boards/people")

    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["Content-Length"] == str(len(BODY))


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "zh-hans"),
        ({"Accept-Language": "zh-CN,zh;q=0.9"}, "zh-hans"),
        ({"Accept-Language": "en-GB,en;q=0.9,zh;q=0.8"}, "en"),
        ({"Accept-Language": "fr,en;q=0.3"}, "en"),
        ({"Accept-Language": "fr"}, "zh-hans"),
        ({"Accept-Language": "*"}, "zh-hans"),
        ({"Accept-Language": "zh-Hans", "Cookie": "a=b; django_language=en"}, "en"),
        ({"Accept-Language": "en", "Cookie": "django_language=klingon"}, "en"),
    ],
)
def test_the_language_is_the_one_that_django_would_choose(
    headers: dict[str, str], language: str, asked: list[ReadyQuestion]
) -> None:
    call(gateway_alone(), "GET", "/api/v1/contests/spring/boards/people", headers=headers)

    assert [question.language for question in asked] == [language]


def test_what_is_not_ready_is_django_s_to_answer(db: None, asked: list[ReadyQuestion]) -> None:
    for path in ("/api/v1/contests/unknown/boards/people", "/api/v1/elsewhere", "/healthz"):
        call(gateway_and_django(), "GET", path)

    assert [question.words["slug"] for question in asked] == ["unknown"]
