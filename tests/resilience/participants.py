"""People who take a contest by HTTP and keep on trying, as the answer page does.

Each is a thread with one connection. Whatever was not acknowledged waits in memory and is sent
again with its sequence number; `Retry-After` is honoured. What the site must never say is noted.
"""

import http.client
import json
import random
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any, Protocol

from tests.resilience.processes import wait_until
from tests.resilience.stack import GRACE_S, Address

REQUEST_S = 15
PROBLEM = "application/problem+json"
CSRF = "c" * 32
RIGHT, WRONG = ["a"], ["b"]


@dataclass
class Sitting:
    """One attempt as its participant knows it. Keys of answers are `position:seq`."""

    attempt_id: str
    user_id: str
    deadline: datetime
    sent: dict[str, list[str]] = field(default_factory=dict)
    sent_late: list[str] = field(default_factory=list)
    acknowledged: dict[int, int] = field(default_factory=dict)
    """The newest sequence acknowledged at each position."""
    result: dict[str, Any] | None = None
    """What the site said when the attempt was finished."""

    def as_json(self) -> dict[str, Any]:
        """What the audit reads."""
        return vars(self) | {"deadline": self.deadline.isoformat()}


@dataclass(frozen=True)
class Reply:
    """What the site answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)


class Unanswered(Exception):
    """The participant was told to leave before the site gave an answer."""


class Site(Protocol):
    """What people need of a site."""

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `python arguments` as one more process of the site; what it printed."""

    def addresses_for(self, _number: int) -> list[Address]:
        """Where the participant of this number sends requests, in turn."""


class Client:
    """Asks the site, and notes whatever it must never answer.

    Several addresses are asked in turn, as by a balancer that knows nothing of their health.
    """

    def __init__(
        self, addresses: Sequence[Address], cookies: Mapping[str, str] | None = None
    ) -> None:
        self._addresses = cycle(addresses)
        self.cookies = {"csrftoken": CSRF} | dict(cookies or {})
        self._connections: dict[Address, http.client.HTTPConnection] = {}
        self.complaints: list[str] = []
        self.retries = 0
        self.longest_wait_s = 0.0
        self.leaving = threading.Event()

    def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> Reply:
        """Ask until there is an answer that does not mean "later"; raises `Unanswered`."""
        failures = 0
        while True:
            try:
                reply = self.ask_once(method, path, body, token=token)
                pause_s = self._pause_asked_by(reply, f"{method} {path}")
            except (OSError, http.client.HTTPException):
                pause_s = 0.0
            else:
                if pause_s is None:
                    return reply
            failures += 1
            self.retries += 1
            # Half fixed, half chance, as the answer page does it, but for impatient people.
            ceiling_s = min(2.0, 0.1 * 2**failures)
            if self.leaving.wait(max(pause_s, ceiling_s * random.uniform(0.5, 1))):
                raise Unanswered

    def ask_once(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        timeout_s: float = REQUEST_S,
    ) -> Reply:
        """Ask once; bytes are sent as they are. Raises OSError or HTTPException without answer."""
        headers = {"Accept": "application/json", "Accept-Language": "en", "X-CSRFToken": CSRF}
        # A browser sends its session along, whether the request needs it or not.
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if token:
            headers["Authorization"] = f"Attempt {token}"
        payload = body if isinstance(body, bytes) else None
        if payload is not None:
            headers["Content-Type"] = "application/octet-stream"
        elif body is not None:
            payload = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        address = next(self._addresses)
        request = (method, path, payload, headers)
        kept = self._connections.pop(address, None)
        if kept is not None:
            # Where the site has closed it meanwhile, a browser opens another one and asks again,
            # and nobody hears of it.
            with suppress(ConnectionError, http.client.BadStatusLine):
                return self._exchange(address, kept, request)
        fresh = http.client.HTTPConnection(*address, timeout=timeout_s)
        return self._exchange(address, fresh, request)

    def close(self) -> None:
        """Close the connections; the next question opens others."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _exchange(
        self,
        address: Address,
        connection: http.client.HTTPConnection,
        request: tuple[str, str, bytes | None, Mapping[str, str]],
    ) -> Reply:
        """Ask over this connection, and keep it where there was an answer."""
        method, path, payload, headers = request
        began = time.monotonic()
        try:
            connection.request(method, path, payload, headers)
            response = connection.getresponse()
            body_received = response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            raise
        finally:
            self.longest_wait_s = max(self.longest_wait_s, time.monotonic() - began)
        self._connections[address] = connection
        self._take_session(response)
        return Reply(response.status, response.headers, body_received)  # type: ignore[arg-type]

    def _take_session(self, response: http.client.HTTPResponse) -> None:
        """Keep what the site wants to be reminded of. Our token against forgery is as good."""
        for header in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(header).items():
                if name != "csrftoken":
                    self.cookies[name] = morsel.value

    def _pause_asked_by(self, reply: Reply, what: str) -> float | None:
        """How long the site wants to be left alone, if this answer means "later"."""
        media_type = reply.headers.get("Content-Type", "").partition(";")[0]
        said = f"{what}: {reply.status} {media_type} {reply.body[:300]!r}"
        if reply.status >= 400 and media_type != PROBLEM:
            self.complaints.append(said)
        if reply.status in (429, 503):
            if "Retry-After" not in reply.headers:
                self.complaints.append(f"no Retry-After: {said}")
            return float(reply.headers.get("Retry-After", 1))
        if reply.status >= 500:
            self.complaints.append(said)
            return 1.0
        return None


class Participant(threading.Thread):
    """Takes the contest again and again until told to leave."""

    def __init__(
        self, site: Site, contest: Mapping[str, Any], number: int, *, late_share: float
    ) -> None:
        super().__init__(daemon=True)
        self._late_share = late_share
        who = contest["participants"][number]
        self.user_id: str = who["user_id"]
        self._slug: str = contest["slug"]
        self._questions: int = contest["questions"]
        session = {contest["session_cookie"]: who["session_key"]}
        self.client = Client(site.addresses_for(number), session)
        self._chance = random.Random(number)
        self._last_seq = 0
        self.sittings: dict[str, Sitting] = {}
        self.failure: str | None = None

    def leave(self) -> None:
        """Stop where one is: an attempt in progress is left to the clock."""
        self.client.leaving.set()

    def run(self) -> None:
        """Sit one attempt after the other."""
        try:
            while not self.client.leaving.is_set():
                self._sit()
        except Unanswered:
            return
        except Exception as unexpected:
            self.failure = f"{self.user_id}: {unexpected!r}"
        finally:
            self.client.close()

    def _sit(self) -> None:
        started = self.client.ask("POST", f"/api/v1/contests/{self._slug}/attempts", {})
        assert started.status in (200, 201), (started.status, started.body)
        document = started.json()
        sitting = self.sittings.setdefault(
            document["id"],
            Sitting(document["id"], self.user_id, datetime.fromisoformat(document["deadline"])),
        )
        if self._chance.random() < self._late_share:
            return self._come_too_late(sitting, document)
        positions = list(range(self._questions))
        self._chance.shuffle(positions)
        # A quarter changes their mind about something.
        for position in positions + positions[: self._chance.choice([0, 0, 0, 2])]:
            response = RIGHT if self._chance.random() < 0.7 else WRONG
            still_open = self._save(sitting, document["token"], position, response)
            if not still_open:
                return None
            self.client.leaving.wait(self._chance.uniform(0, 0.1))
        finished = self.client.ask("POST", f"/api/v1/attempts/{sitting.attempt_id}/finish", {})
        assert finished.status == 200, (finished.status, finished.body)
        sitting.result = finished.json()
        return None

    def _save(self, sitting: Sitting, token: str, position: int, response: list[str]) -> bool:
        """Save one answer, however long it takes; whether the attempt goes on."""
        seq = self._next_seq()
        sitting.sent[f"{position}:{seq}"] = response
        answer = {"position": position, "response": response, "seq": seq}
        path = f"/api/v1/attempts/{sitting.attempt_id}/answers"
        reply = self.client.ask("PUT", path, {"answers": [answer]}, token=token)
        assert reply.status == 200, (reply.status, reply.body)
        document = reply.json()
        [result] = document["results"]
        if result["status"] == "saved":
            sitting.acknowledged[position] = seq
        else:
            assert result["status"] == "late", result
        return bool(document["state"] == "open" and result["status"] == "saved")

    def _come_too_late(self, sitting: Sitting, document: Mapping[str, Any]) -> None:
        """Lose the network until the time is over by the site's clock, and then send an answer."""
        left = sitting.deadline - datetime.fromisoformat(document["server_time"])
        if self.client.leaving.wait(max(0, left.total_seconds() + GRACE_S + 0.5)):
            return
        seq = self._next_seq()
        sitting.sent_late.append(f"0:{seq}")
        answer = {"position": 0, "response": RIGHT, "seq": seq}
        path = f"/api/v1/attempts/{sitting.attempt_id}/answers"
        reply = self.client.ask("PUT", path, {"answers": [answer]}, token=document["token"])
        assert reply.status == 200, (reply.status, reply.body)
        assert [result["status"] for result in reply.json()["results"]] == ["late"], reply.body

    def _next_seq(self) -> int:
        self._last_seq = max(self._last_seq + 1, round(time.time() * 1000))
        return self._last_seq


class Load:
    """A contest under way: makes it, lets people take it, and hands over what they noted."""

    def __init__(
        self,
        site: Site,
        slug: str,
        *,
        people: int = 24,
        time_limit_s: int = 10,
        late_share: float = 0.1,
    ) -> None:
        self._site = site
        made = site.run("-m", "tests.resilience.site_data", slug, str(people), str(time_limit_s))
        self.contest: dict[str, Any] = json.loads(made)
        self.participants = [
            Participant(site, self.contest, number, late_share=late_share)
            for number in range(people)
        ]

    def __enter__(self) -> "Load":
        """Let everybody begin."""
        for participant in self.participants:
            participant.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        """Let everybody leave."""
        for participant in self.participants:
            participant.leave()
        for participant in self.participants:
            participant.join(timeout=3 * REQUEST_S)

    @property
    def acknowledged(self) -> int:
        """How many answers were acknowledged so far."""
        return sum(len(sitting.acknowledged) for sitting in self.sittings)

    @property
    def retries(self) -> int:
        """How often somebody had to ask again."""
        return sum(participant.client.retries for participant in self.participants)

    @property
    def sittings(self) -> list[Sitting]:
        """All attempts so far."""
        return [s for one in self.participants for s in list(one.sittings.values())]

    def goes_on(self, *, answers: int = 40, within_s: float = 30) -> None:
        """Wait until so many more answers have been acknowledged."""
        enough = self.acknowledged + answers
        wait_until(lambda: self.acknowledged >= enough, "more answers", within_s=within_s)

    def complaints(self) -> list[str]:
        """What the site said and must not say, and what surprised the participants."""
        said = [text for one in self.participants for text in one.client.complaints]
        failed = [one.failure for one in self.participants if one.failure]
        stuck = [one.user_id for one in self.participants if one.is_alive()]
        return said + failed + [f"{user_id} never came to an end" for user_id in stuck]

    def audit(self, *, patience_s: float = 45) -> "Audit":
        """Compare what is stored with what the participants were told, once they have left."""
        said = self._site.run(
            "-m", "tests.resilience.audit", f"{patience_s}", given=self._as_json()
        )
        found = json.loads(said)
        return Audit(self.complaints() + found["faults"], found["figures"])

    def _as_json(self) -> str:
        return json.dumps(
            {
                "slug": self.contest["slug"],
                "sittings": [sitting.as_json() for sitting in self.sittings],
            }
        )


@dataclass(frozen=True)
class Audit:
    """What was found."""

    faults: list[str]
    figures: dict[str, int]
