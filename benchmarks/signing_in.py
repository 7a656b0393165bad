"""Signing up, and signing in by password and by one-time code, through allauth's API."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import count, islice
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from accounts.models import User
from benchmarks.load import OnReply, http_request
from benchmarks.participants import CSRF
from benchmarks.report import Figures, Report, Round, with_ratios
from benchmarks.server import SITE, Served, serving_as_up_does
from benchmarks.stage import Plan, Stage, at_least, over_and_over, warm_up
from common.models import OutboxMessage
from common.outbox import read_body

CONNECTIONS = 32
PASSWORD = "measure-me-7391"  # noqa: S105 - of people who live for a minute
# More than can ask in the seconds of a round.
CODES_A_SECOND = 1_000
AUTH = "/_allauth/browser/v1/auth"
CODE_SENT = frozenset({401})
HASH, SIGN_UP, PASSWORD_IN = "the hash alone, one thread", "sign up", "sign in by password"
ASK, CODE_IN = "ask for a code", "sign in with the code"


def measure(plan: Plan) -> Report:
    """Each round: the hash, signing up, signing in by password, asking for codes, using them."""
    scenes = Scenes(plan)
    with serving_as_up_does(SITE, BEHIND_PROXY="true") as ours:
        warm_up(ours, scenes.sign_ups(), number=64)
        rounds = [scenes.round(ours) for _ in range(plan.rounds)]
    found = with_ratios(rounds, {HASH: "of the hash"})
    asked, used = (found[scene]["a second"] for scene in (ASK, CODE_IN))
    targets = [
        at_least("sign up, a second", 60, found[SIGN_UP]["a second"]),
        at_least("sign in by password, a second", 60, found[PASSWORD_IN]["a second"]),
        at_least("sign in by code, both requests, a second", 400, 1 / (1 / asked + 1 / used)),
    ]
    return plan.report(found, targets)


class Scenes:
    """People who sign up, and who have an account; each asks from an address of their own."""

    def __init__(self, plan: Plan) -> None:
        self._stage = Stage()
        self._seconds = plan.seconds
        self._numbers = count(1)
        self._phones = iter(self._with_phones(plan))
        password = make_password(PASSWORD)
        names = [f"known-{number}" for number in range(500)]
        User.objects.bulk_create(User(username=name, password=password) for name in names)
        self._names = names
        self._hash = password
        connection.close()

    def round(self, ours: Served) -> Round:
        """One round."""
        return {
            HASH: over_and_over(self._check, seconds=self._seconds / 2),
            SIGN_UP: self._put(ours, self.sign_ups()),
            PASSWORD_IN: self._put(ours, self._sign_ins()),
            **self._by_code(ours),
        }

    def sign_ups(self) -> Iterator[bytes]:
        """New people without end."""
        for number in self._numbers:
            yield self._post("signup", {"username": f"new-{number}", "password": PASSWORD})

    def _sign_ins(self) -> Iterator[bytes]:
        for number in self._numbers:
            name = self._names[number % len(self._names)]
            yield self._post("login", {"username": name, "password": PASSWORD})

    def _by_code(self, ours: Served) -> Round:
        asking: list[tuple[str, str]] = []

        def requests() -> Iterator[bytes]:
            for phone in self._phones:
                session = self._new_session()
                asking.append((phone, session))
                yield self._post("code/request", {"phone": phone}, session)

        # Made before, so that nothing but the asking is measured.
        wanted = round(CODES_A_SECOND * self._seconds)
        ready = list(islice(requests(), wanted))
        answered: set[int] = set()
        asked = self._put(
            ours, iter(ready), CODE_SENT, lambda number, _status, _body, _head: answered.add(number)
        )
        codes = self._codes()
        using = [
            self._post("code/confirm", {"code": codes[phone]}, session)
            for number, (phone, session) in enumerate(asking)
            if number in answered
        ]
        connection.close()
        return {ASK: asked, CODE_IN: self._put(ours, iter(using))}

    def _codes(self) -> dict[str, str]:
        """The newest code sent to each number."""
        messages = OutboxMessage.objects.order_by("created_at")
        found = {}
        for message in messages.exclude(body=""):
            if code := re.search(r"\b\d{6}\b", read_body(message)):
                found[message.recipient] = code.group()
        return found

    def _with_phones(self, plan: Plan) -> list[str]:
        number = round(CODES_A_SECOND * plan.seconds) * plan.rounds
        phones = [f"+8613{100_000_000 + index}" for index in range(number)]
        User.objects.bulk_create(User(phone=phone, phone_verified=True) for phone in phones)
        return phones

    def _check(self) -> int:
        check_password(PASSWORD, self._hash)
        return 1

    def _new_session(self) -> str:
        engine: Any = import_module(settings.SESSION_ENGINE)
        session = engine.SessionStore()
        session.create()
        return str(session.session_key)

    def _put(
        self,
        ours: Served,
        requests: Iterator[bytes],
        statuses: frozenset[int] = frozenset({200}),
        on_reply: OnReply | None = None,
    ) -> Figures:
        return self._stage.put(
            ours,
            requests,
            connections=CONNECTIONS,
            seconds=self._seconds,
            statuses=statuses,
            on_reply=on_reply,
        )

    def _post(self, path: str, body: dict[str, str], session: str = "") -> bytes:
        number = next(self._numbers)
        cookies = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
        if session:
            cookies += f"; {settings.SESSION_COOKIE_NAME}={session}"
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "X-Forwarded-For": address}
        return http_request(
            "POST", f"{AUTH}/{path}", body=json.dumps(body).encode(), headers=headers
        )
