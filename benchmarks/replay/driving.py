"""Keeps everybody busy: as many requests under way as there are connections, never more."""

import heapq
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus
from itertools import count

import msgspec

from benchmarks.load import http_request, put_load
from benchmarks.replay.people import Ask, Course, Kind, Pause, Reply
from benchmarks.replay.plan import ReplayPlan
from benchmarks.replay.timeline import Timeline


class _Board(msgspec.Struct):
    published_at: datetime | None


_boards = msgspec.json.Decoder(_Board)


class Driver:
    """Takes participants through their courses in the order given.

    `plan.together` of them are in the middle of their attempts at a time. Those of the last minute
    (the last ones) come all at once, when the others are done. Of those that could send something
    the one that has waited longest is next.
    """

    def __init__(
        self,
        *,
        plan: ReplayPlan,
        port: int,
        board: str,
        courses: Iterator[Course],
        told: Callable[[int], None],
    ) -> None:
        self.timeline = Timeline()
        self._plan = plan
        self._port = port
        self._board = board
        self._etag = ""
        self._published_at = 0.0
        self._courses = courses
        self._told = told
        self._ready: deque[tuple[Course, Ask]] = deque()
        self._sleeping: list[tuple[float, int, Course]] = []
        self._numbers = count()
        self._under_way: dict[int, tuple[Course | None, Kind, float]] = {}
        self._taking_part = 0
        self._came = 0
        self.done = 0

    def drive(self) -> float:
        """Go on until everybody is done; the seconds that took."""
        self._began = time.perf_counter()
        while self.done < self._plan.participants:
            if not self._someone_is_ready():
                time.sleep(max(self._sleeping[0][0] - time.time(), 0.0))
                continue
            put_load(
                port=self._port,
                requests=self._requests(),
                connections=self._plan.connections,
                seconds=3_600,
                on_reply=self._on_reply,
            )
        return time.perf_counter() - self._began

    def _requests(self) -> Iterator[bytes]:
        """What is to be sent, as long as somebody is ready."""
        for number in count():
            if number % self._plan.requests_a_poll == 0:
                yield self._poll(number)
                continue
            if not self._someone_is_ready():
                return
            course, ask = self._ready.popleft()
            self._under_way[number] = course, ask.kind, time.perf_counter()
            yield ask.request

    def _someone_is_ready(self) -> bool:
        while self._sleeping and self._sleeping[0][0] <= time.time():
            _, _, course = heapq.heappop(self._sleeping)
            self._go_on(course, None)
        self._let_in()
        return bool(self._ready)

    def _let_in(self) -> None:
        early = round(self._plan.participants * (1 - self._plan.in_the_last_minute))
        while self._came < self._plan.participants:
            if self._came < early:
                if self._taking_part >= self._plan.together:
                    return
            elif self._taking_part > len(self._sleeping) and not self._is_last_minute():
                return
            self._came += 1
            self._taking_part += 1
            self._go_on(next(self._courses), None)

    def _is_last_minute(self) -> bool:
        early = round(self._plan.participants * (1 - self._plan.in_the_last_minute))
        return self._came > early

    def _go_on(self, course: Course, reply: Reply | None) -> None:
        try:
            following = next(course) if reply is None else course.send(reply)
        except StopIteration:
            self._taking_part -= 1
            self.done += 1
            self._told(self.done)
            return
        if isinstance(following, Pause):
            heapq.heappush(self._sleeping, (following.until, next(self._numbers), course))
        else:
            self._ready.append((course, following))

    def _poll(self, number: int) -> bytes:
        self._under_way[number] = None, Kind.POLL, time.perf_counter()
        headers = {"If-None-Match": self._etag} if self._etag else {}
        return http_request("GET", self._board, headers=headers)

    def _on_reply(self, number: int, status: int, body: bytes, head: bytes) -> None:
        course, kind, since = self._under_way.pop(number)
        now = time.perf_counter()
        self.timeline.note(kind, at_s=now - self._began, latency_s=now - since)
        if course is None:
            self._look_at_board(status, body, head)
        else:
            self._go_on(course, Reply(status, body))

    def _look_at_board(self, status: int, body: bytes, head: bytes) -> None:
        if status == HTTPStatus.OK:
            published_at = _boards.decode(body).published_at
            self._published_at = published_at.timestamp() if published_at else 0.0
            at = head.lower().find(b"\r\netag:")
            self._etag = head[at + 7 :].split(b"\r", 1)[0].decode().strip() if at >= 0 else ""
        if self._published_at:
            at_s = time.perf_counter() - self._began
            self.timeline.note_lag(at_s=at_s, lag_s=time.time() - self._published_at)
