"""A whole site as `manage.py up` starts it: web, worker and scheduler, on a port of its own."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.conf import settings

from benchmarks.server import free_port
from config.up.commands import Command, scheduler_command, web_command, worker_command

READY_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class RunningSite:
    """Where it answers, and the process numbers of its parts by name."""

    port: int
    pids: dict[str, int]


@contextmanager
def running_site(*, timetable: str) -> Iterator[RunningSite]:
    """Start the three, wait until a message came from scheduler to worker; stop them at the end.

    `timetable` is the Celery application whose schedule is kept.
    """
    port = free_port()
    for name in ("queue", "control"):
        (settings.VAR_DIR / "broker" / name).mkdir(parents=True, exist_ok=True)
    commands = {
        "web": web_command(
            host="127.0.0.1",
            port=port,
            workers=settings.WANGAN_WEB_WORKERS,
            threads=settings.WANGAN_WEB_THREADS,
        ),
        "worker": worker_command(),
        "scheduler": _keeping(timetable, scheduler_command()),
    }
    with ExitStack() as stack:
        pids = {name: stack.enter_context(_running(command)) for name, command in commands.items()}
        _wait_until_ready(port)
        yield RunningSite(port, pids)


def _keeping(timetable: str, command: Command) -> Command:
    words = (timetable if word == "config" else word for word in command.arguments)
    return Command(command.module, tuple(words))


@contextmanager
def _running(command: Command) -> Iterator[int]:
    quiet = ["-W", "ignore:You're running the worker with superuser"]
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, *quiet, "-m", command.module, *command.arguments],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(port: int) -> None:
    give_up_at = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < give_up_at:
        try:
            state = json.loads(read(port, "/readyz"))
        except OSError:
            state = {}
        if state.get("worker_heartbeat_age_seconds") is not None:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the site was not ready within {READY_WITHIN_S} s")


def read(port: int, path: str) -> bytes:
    """What the site answers to everybody at this address."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
        body: bytes = response.read()
        return body
