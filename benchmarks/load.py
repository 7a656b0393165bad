"""A closed-loop HTTP/1.1 load generator: so many connections, each with one request under way.

Small on purpose: it shares the processors with what it measures.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import cast

OnReply = Callable[[int, int, bytes], None]
"""Called with the number of the request, the status and the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one run of the generator saw."""

    seconds: float
    statuses: dict[int, int] = field(default_factory=dict)
    p50_ms: float
    p99_ms: float

    @property
    def good(self) -> int:
        """How many answers of status 2xx there were."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300)

    @property
    def per_s(self) -> float:
        """Those a second."""
        return self.good / self.seconds


class _Run:
    """What the connections of a run share."""

    def __init__(self, requests: Iterator[bytes], until: float, on_reply: OnReply | None) -> None:
        self.requests = enumerate(requests)
        self.until = until
        self.on_reply = on_reply
        self.latencies: list[float] = []
        self.statuses: dict[int, int] = {}

    def next_request(self) -> tuple[int, bytes] | None:
        return None if time.perf_counter() >= self.until else next(self.requests, None)


class _Connection(asyncio.Protocol):
    def __init__(self, run: _Run) -> None:
        self._run = run
        self._received = bytearray()
        self._number = 0
        self._sent_at = 0.0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head_end = self._received.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = bytes(self._received[:head_end]).lower()
        _, _, rest = head.partition(b"content-length:")
        length = int(rest.split(b"\r\n", 1)[0]) if rest else 0
        if len(self._received) < head_end + 4 + length:
            return
        run, status = self._run, int(head[9:12])
        run.latencies.append(time.perf_counter() - self._sent_at)
        run.statuses[status] = run.statuses.get(status, 0) + 1
        if run.on_reply is not None:
            run.on_reply(self._number, status, bytes(self._received[head_end + 4 :]))
        self._received.clear()
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(exc or ConnectionError("the server closed the connection"))

    def _send(self) -> None:
        following = self._run.next_request()
        if following is None:
            if not self.over.done():
                self.over.set_result(None)
            self._transport.close()
            return
        self._number, request = following
        self._sent_at = time.perf_counter()
        self._transport.write(request)


def put_load(
    *,
    port: int,
    requests: Iterator[bytes],
    connections: int,
    seconds: float = 60,
    on_reply: OnReply | None = None,
) -> Load:
    """Send `requests` until they or the seconds are used up."""
    return asyncio.run(_put_load(port, requests, connections, seconds, on_reply))


async def _put_load(
    port: int,
    requests: Iterator[bytes],
    connections: int,
    seconds: float,
    on_reply: OnReply | None,
) -> Load:
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    run = _Run(requests, began + seconds, on_reply)
    protocols = [
        (await loop.create_connection(lambda: _Connection(run), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.over for protocol in protocols))
    took = time.perf_counter() - began
    cuts = quantiles(run.latencies, n=100) if len(run.latencies) > 1 else [0.0] * 99
    return Load(seconds=took, statuses=run.statuses, p50_ms=cuts[49] * 1000, p99_ms=cuts[98] * 1000)


def http_request(
    method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + body
