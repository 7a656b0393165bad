"""Serving a WSGI application with granian while something is measured."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

READY_WITHIN_S = 30


@contextmanager
def serving(application: str, *, workers: int, threads: int) -> Iterator[int]:
    """Serve `module:name` on a free port of this machine; the port. Stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    process = subprocess.Popen([*command, application])  # noqa: S603 - ourselves
    try:
        _wait_until_it_answers(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=15)


def _free_port() -> int:
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
