"""Answers that are the same for everybody: built by one, given to all meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.translation import get_language
from rest_framework.request import Request

from api import public_pages
from api.public_pages import STALE_AT_MOST_S, PublicView, kept_page

PATH = "/toys/7"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds


class Toy(PublicView):
    """Counts how often it is built, and does something else meanwhile."""

    built = 0
    meanwhile: Callable[[], None] = staticmethod(lambda: None)

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        type(self).meanwhile()
        type(self).built += 1
        return {"built": type(self).built}


@pytest.fixture
def clock(monkeypatch, settings) -> Clock:
    """Pages are kept for two seconds of this clock."""
    settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS = 2.0
    clock = Clock()
    monkeypatch.setattr(public_pages, "time", clock)
    monkeypatch.setattr(public_pages, "_kept", {})
    monkeypatch.setattr(Toy, "built", 0)
    return clock


def ask() -> bytes:
    view = Toy()
    return view.respond(Request(RequestFactory().get(f"/api/v1{PATH}"))).content


def kept_bytes() -> bytes | None:
    page = kept_page(PATH, query="", language=get_language() or "")
    return page.body if page else None


def test_an_answer_is_kept_for_a_while_and_then_built_anew(clock):
    assert (ask(), ask()) == (b'{"built":1}', b'{"built":1}')
    clock.seconds += 2

    assert kept_bytes() is None
    assert ask() == b'{"built":2}'


def test_while_one_builds_the_next_answer_the_others_get_the_last(clock, monkeypatch):
    ask()
    clock.seconds += 2
    others: list[bytes | None] = []

    def two_more_ask() -> None:
        others.extend([kept_bytes(), ask()])

    monkeypatch.setattr(Toy, "meanwhile", staticmethod(two_more_ask))

    assert ask() == b'{"built":2}'
    assert others == [b'{"built":1}', b'{"built":1}']
    assert kept_bytes() == b'{"built":2}'


def test_a_last_answer_of_long_ago_is_given_to_nobody(clock, monkeypatch):
    ask()
    clock.seconds += 2 + STALE_AT_MOST_S
    others: list[bytes | None] = []
    monkeypatch.setattr(Toy, "meanwhile", staticmethod(lambda: others.append(kept_bytes())))

    ask()

    assert others == [None]


def test_when_building_fails_the_next_one_tries_again(clock, monkeypatch):
    ask()
    clock.seconds += 2

    def fail() -> None:
        raise LookupError

    monkeypatch.setattr(Toy, "meanwhile", staticmethod(fail))
    with pytest.raises(LookupError):
        ask()

    assert kept_bytes() is None
