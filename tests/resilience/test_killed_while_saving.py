"""A web process that dies by SIGKILL in the middle of saving has acknowledged nothing it lost."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count

import pytest
from django.db import connection

from quiz.attempt.attempt_token import issue_attempt_token
from quiz.attempt.models import Answer, Attempt
from tests.cast import make_user
from tests.quiz.attempt.sitting import begin
from tests.quiz.factories import make_paper

pytestmark = [pytest.mark.resilience, pytest.mark.django_db(transaction=True)]

THREADS = 12
ACKNOWLEDGED_BEFORE_THE_KILL = 150
POSITIONS = 4


@pytest.fixture
def attempts() -> list[Attempt]:
    """An attempt for each thread, in progress."""
    paper, user, now = make_paper(questions=POSITIONS), make_user(), datetime.now(UTC)
    return [begin(paper=paper, user=user, now=now) for _ in range(THREADS)]


def start_web(port: int) -> "subprocess.Popen[bytes]":
    """Granian on the test's own database, in a process group that can be killed as one."""
    arguments = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws"]
    arguments += ["--port", str(port), "--workers", "1", "--blocking-threads", str(THREADS)]
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        url = f"{server}/{name}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(
        [sys.executable, *arguments, "--log-level", "error", "config.wsgi:application"],
        env=environment,
        start_new_session=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def save_until_the_server_is_gone(
    port: int, attempt: Attempt, note: Callable[[int, int], None]
) -> None:
    """Save answer after answer, and note the position and sequence of each one acknowledged."""
    token = issue_attempt_token(
        attempt_id=attempt.id,
        paper_id=attempt.paper_id,
        drawn=attempt.drawn,
        deadline=attempt.deadline,
    )
    headers = {"Authorization": f"Attempt {token}", "Content-Type": "application/json"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as server:
        for seq in count(1):
            position = seq % POSITIONS
            body = json.dumps({"answers": [{"position": position, "response": ["a"], "seq": seq}]})
            try:
                server.request("PUT", f"/api/v1/attempts/{attempt.id}/answers", body, headers)
                reply = json.load(server.getresponse())
            except (OSError, http.client.HTTPException, ValueError):
                return
            assert [result["status"] for result in reply["results"]] == ["saved"]
            note(position, seq)


def wait_until_it_answers(port: int, web: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert web.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            threading.Event().wait(0.05)
        else:
            return
    raise AssertionError("the server did not start")


def test_every_acknowledged_answer_is_there_after_a_kill(attempts: list[Attempt]) -> None:
    port = free_port()
    web = start_web(port)
    acknowledged: list[dict[int, int]] = [{} for _ in attempts]
    enough = threading.Event()
    in_all = count(1)

    def noting(mine: dict[int, int]) -> Callable[[int, int], None]:
        def note(position: int, seq: int) -> None:
            mine[position] = seq
            if next(in_all) >= ACKNOWLEDGED_BEFORE_THE_KILL:
                enough.set()

        return note

    savers = [
        threading.Thread(target=save_until_the_server_is_gone, args=(port, attempt, noting(mine)))
        for attempt, mine in zip(attempts, acknowledged, strict=True)
    ]
    try:
        wait_until_it_answers(port, web)
        for saver in savers:
            saver.start()
        assert enough.wait(timeout=60)
    finally:
        os.killpg(web.pid, signal.SIGKILL)
        web.wait()
    for saver in savers:
        saver.join()

    for attempt, mine in zip(attempts, acknowledged, strict=True):
        stored = dict(Answer.objects.filter(attempt=attempt).values_list("position", "seq"))
        # One more may be stored than was acknowledged: committed, and killed before the reply.
        missing = {p: seq for p, seq in mine.items() if stored.get(p, 0) < seq}
        assert missing == {}
