"""Serving a WSGI application with granian while something is measured."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from django.conf import settings

SITE = "config.wsgi:application"
EMPTY_APP = "benchmarks.bare.wsgi_empty:application"
BARE_VIEWS = "benchmarks.bare.django_wsgi:application"
READY_WITHIN_S = 30


@dataclass(frozen=True, slots=True)
class Served:
    """Where it answers, and the process whose children do the work."""

    port: int
    pid: int


@contextmanager
def serving(
    application: str,
    *,
    workers: int,
    threads: int,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Serve `module:name` on a free port of this machine. Stopped at the end.

    `environment` is added to that of this process. Logs are shown if `BENCHMARK_LOGS` is set: every
    code that is asked for is a warning, and would fill the terminal.
    """
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, application],
        env=os.environ | dict(environment or {}),
        stderr=None if "BENCHMARK_LOGS" in os.environ else subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(port, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=15)


def serving_as_up_does(application: str, **environment: str) -> AbstractContextManager[Served]:
    """Serve with as many processes and threads as `manage.py up` would start here."""
    return serving(
        application,
        workers=settings.WANGAN_WEB_WORKERS,
        threads=settings.WANGAN_WEB_THREADS,
        environment=environment,
    )


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(port: int, process: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not answer within {READY_WITHIN_S} s")
