"""An HTTP/1.1 load generator: so many connections, each with at most one request under way.

Without a pace it is a closed loop: a connection sends its next request when it has its answer.
With one, requests are due at fixed moments whatever the server does, and a latency counts from
the moment a request was due, so that a server that stalls cannot hide it by being asked less.

One process and one thread around `epoll`, and small on purpose: it shares the processors with
what it measures.
"""

import math
import select
import socket
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

OnReply: TypeAlias = Callable[[int, int, bytes, bytes], None]
"""Called with the number of the request, the status, the body and the head."""

_READ = 256 * 1024
_LONGEST_SILENCE_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one run of the generator saw."""

    seconds: float
    statuses: dict[int, int] = field(default_factory=dict)
    p50_ms: float
    p99_ms: float
    longest_ms: float = 0.0

    @property
    def answered(self) -> int:
        """How many answers there were."""
        return sum(self.statuses.values())

    @property
    def good(self) -> int:
        """How many of them were as wished: 2xx, and 304 for who has it already."""
        return sum(n for status, n in self.statuses.items() if 200 <= status < 300 or status == 304)

    @property
    def per_s(self) -> float:
        """Those a second."""
        return self.good / self.seconds


class _Connection:
    """One connection, and what is under way on it."""

    __slots__ = ("number", "port", "received", "since", "socket", "under_way")

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._opened()
        self.received = b""
        self.number = 0
        self.since = 0.0
        self.under_way = False

    def connect_again(self) -> None:
        self.socket.close()
        self.socket = self._opened()

    def _opened(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=_LONGEST_SILENCE_S)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def send(self, number: int, request: bytes, since: float) -> None:
        self.number, self.since, self.under_way = number, since, True
        self.socket.sendall(request)

    def receive(self) -> tuple[int, bytes, bytes] | None:
        """Read; the status, body and head once the answer is whole."""
        data = self.socket.recv(_READ)
        if not data:
            raise ConnectionError("the server closed the connection")
        if self.received:
            data = self.received + data
        head_end = data.find(b"\r\n\r\n")
        if head_end >= 0:
            length = _body_length(data, head_end)
            if len(data) >= head_end + 4 + length:
                self.received, self.under_way = b"", False
                return int(data[9:12]), data[head_end + 4 :], data[:head_end]
        self.received = data
        return None


def _body_length(data: bytes, head_end: int) -> int:
    # granian writes the names of headers in small letters.
    at = data.find(b"content-length:", 0, head_end)
    if at >= 0:
        return int(data[at + 15 : data.index(b"\r", at)])
    if data[9:12] in (b"204", b"304"):
        return 0
    raise ValueError("an answer that does not say its length")


def put_load(
    *,
    port: int,
    requests: Iterator[bytes],
    connections: int,
    seconds: float = 60,
    on_reply: OnReply | None = None,
    pace: float | None = None,
) -> Load:
    """Send `requests` until they or the seconds are used up; `pace` is how many a second."""
    every = [_Connection(port) for _ in range(connections)]
    try:
        return _run(every, enumerate(requests), seconds, on_reply, pace)
    finally:
        for connection in every:
            connection.socket.close()


def _run(
    every: list[_Connection],
    requests: Iterator[tuple[int, bytes]],
    seconds: float,
    on_reply: OnReply | None,
    pace: float | None,
) -> Load:
    by_descriptor = {connection.socket.fileno(): connection for connection in every}
    poll = select.epoll()
    for descriptor in by_descriptor:
        poll.register(descriptor, select.EPOLLIN)
    idle = deque(every)
    latencies, statuses = array("d"), dict[int, int]()
    clock = time.perf_counter
    began = clock()
    until, gap, due, under_way = began + seconds, 1 / pace if pace else 0.0, began, 0
    over = False
    while True:
        now = clock()
        over = over or now >= until
        while idle and not over and due <= now:
            following = next(requests, None)
            if following is None:
                over = True
                break
            idle.popleft().send(*following, since=due if pace else clock())
            due += gap
            under_way += 1
        if over and not under_way:
            break
        wait = max(due - clock(), 0.0) if pace and idle and not over else _LONGEST_SILENCE_S
        events = poll.poll(wait)
        if not events and wait == _LONGEST_SILENCE_S and under_way:
            raise TimeoutError(f"{under_way} requests without an answer")
        for descriptor, _event in events:
            connection = by_descriptor[descriptor]
            if not connection.under_way:
                # Closed by a server that keeps no idle connections.
                poll.unregister(by_descriptor.pop(descriptor).socket)
                connection.connect_again()
                by_descriptor[connection.socket.fileno()] = connection
                poll.register(connection.socket, select.EPOLLIN)
                continue
            reply = connection.receive()
            if reply is None:
                continue
            latencies.append(clock() - connection.since)
            statuses[reply[0]] = statuses.get(reply[0], 0) + 1
            under_way -= 1
            idle.append(connection)
            if on_reply is not None:
                on_reply(connection.number, *reply)
    took = clock() - began
    poll.close()
    return Load(
        seconds=took,
        statuses=statuses,
        p50_ms=percentile(latencies, 50) * 1000,
        p99_ms=percentile(latencies, 99) * 1000,
        longest_ms=max(latencies, default=0.0) * 1000,
    )


def percentile(values: "array[float] | list[float]", percent: float) -> float:
    """The smallest value that so many per cent do not exceed (nearest rank); 0 without any."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[max(math.ceil(len(ordered) * percent / 100), 1) - 1]


def http_request(
    method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + body
