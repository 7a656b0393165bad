"""The load generator, against an application of the standard library."""

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from benchmarks.bare.wsgi_empty import BODY, REQUEST, application
from benchmarks.load import Load, http_request, percentile, put_load


class Quiet(WSGIRequestHandler):
    """Keeps the connection, says lengths in small letters as granian does, and logs nothing."""

    def log_message(self, *args: object) -> None:
        pass


def small_letters(environ, start_response):
    def start(status, headers, exc_info=None, /):
        return start_response(status, [(name.lower(), value) for name, value in headers])

    return application(environ, start)


@pytest.fixture
def port() -> Iterator[int]:
    with make_server("127.0.0.1", 0, small_letters, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("values", "percent", "value"),
    [
        ([], 99, 0.0),
        ([7.0], 50, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([float(n) for n in range(1, 101)], 99, 99.0),
        ([float(n) for n in range(1, 201)], 99.5, 199.0),
    ],
)
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(values, percent, value):
    assert percentile(values, percent) == value


@pytest.mark.parametrize("pace", [None, 1_000.0])
def test_each_request_is_answered_once(port, pace):
    replies: list[tuple[int, int, bytes, bytes]] = []

    load = put_load(
        port=port,
        requests=iter([REQUEST]),
        connections=1,
        on_reply=lambda *reply: replies.append(reply),
        pace=pace,
    )

    [(number, status, body, head)] = replies
    assert (number, status, body) == (0, 200, BODY)
    assert b"\r\ncontent-type: application/json" in head
    assert (load.statuses, load.good, load.answered) == ({200: 1}, 1, 1)
    assert load.p50_ms == load.p99_ms == load.longest_ms > 0


def test_what_is_not_changed_counts_as_good_and_what_fails_does_not():
    load = Load(seconds=2, statuses={200: 5, 304: 3, 503: 2}, p50_ms=1, p99_ms=1)

    assert (load.answered, load.good, load.per_s) == (10, 8, 4.0)


def test_a_request_as_bytes():
    assert http_request("PUT", "/a", body=b"{}", headers={"X-One": "1"}) == (
        b"PUT /a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nX-One: 1\r\n"
        b"Content-Type: application/json\r\n\r\n{}"
    )
