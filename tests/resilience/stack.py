"""A whole site of real processes, on ports and in a folder of its own.

Web, worker and scheduler are the commands that `manage.py up` runs. They are started one by one
here, as a supervisor would, so that each can be killed and started again alone.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from config.up.commands import Command, scheduler_command, web_command, worker_command
from tests.resilience.processes import Part, free_port, wait_until
from tests.resilience.proxy import Proxy
from tests.resilience.servers import Postgres, RedisServer
from tests.resilience.stepped_clock import SteppedClock

BASE_DIR = Path(__file__).resolve().parent.parent.parent
GRACE_S = 2

Address = tuple[str, int]


class Host:
    """Web, worker and scheduler, wherever their stores are. `prefix` comes before each command."""

    def __init__(
        self,
        folder: Path,
        *,
        address: str,
        environment: Mapping[str, str],
        web_workers: int = 2,
        prefix: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.address: Address = (address, free_port())
        self.environment = _environment(folder) | dict(environment)
        self._prefix = list(prefix)
        host, port = self.address
        web = web_command(host=host, port=port, workers=web_workers, threads=16)
        self.web = self._part("web", web, ready=self.is_healthy)
        self.worker = self._part("worker", worker_command())
        self.scheduler = self._part("scheduler", _hurried(scheduler_command()))

    @property
    def parts(self) -> list[Part]:
        """All parts, in the order in which they are started."""
        return [self.web, self.worker, self.scheduler]

    def addresses_for(self, _number: int) -> list[Address]:
        """Where the participant of this number sends requests, in turn."""
        return [self.address]

    def start(self) -> None:
        """Start the three."""
        for part in (self.web, self.worker, self.scheduler):
            part.start_without_waiting()
        self.web.wait_until_ready()
        wait_until(self._worker_was_heard, "the worker's first sign of life")

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `python arguments` as one more process of the site; what it printed."""
        ran = subprocess.run(
            [sys.executable, *arguments],
            cwd=BASE_DIR,
            env=os.environ | self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr[-3000:]
        return ran.stdout

    def errand(self, *what: str) -> list[str]:
        """Give the worker something to do; what the test has to know of it."""
        told = json.loads(self.run("-m", "tests.resilience.errands", *what))
        return [told] if isinstance(told, str) else told

    def command_of(self, command: Command) -> list[str]:
        """The whole command line."""
        quiet = ["-W", "ignore:You're running the worker with superuser"]
        return [*self._prefix, sys.executable, *quiet, "-m", command.module, *command.arguments]

    def is_healthy(self) -> bool:
        """Whether the web process answers at all."""
        try:
            with urllib.request.urlopen(self._url("/healthz"), timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def readiness(self) -> tuple[int, dict[str, Any]]:
        """What `/readyz` answers."""
        try:
            with urllib.request.urlopen(self._url("/readyz"), timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)

    def wait_for_the_worker(self, *, within_s: float = 60) -> None:
        """Wait for a sign of life that travelled from scheduler to worker after this moment."""
        began = time.monotonic()

        def heard() -> bool:
            age_s = self.readiness()[1]["worker_heartbeat_age_seconds"]
            return age_s is not None and age_s < time.monotonic() - began - 1

        wait_until(heard, "a worker's sign of life", within_s=within_s)

    def _worker_was_heard(self) -> bool:
        return self.readiness()[1]["worker_heartbeat_age_seconds"] is not None

    def _part(self, name: str, command: Command, **how: Any) -> Part:
        return Part(
            name,
            self.command_of(command),
            log=self.folder / f"{name}.log",
            environment=self.environment,
            **how,
        )

    def _url(self, path: str) -> str:
        host, port = self.address
        return f"http://{host}:{port}{path}"


class Stack(Host):
    """The five parts of a site on one machine; on SQLite and files there are three."""

    def __init__(
        self,
        folder: Path,
        *,
        on_postgres: bool,
        disk: Path | None = None,
        clock: SteppedClock | None = None,
        variables: Mapping[str, str] = MappingProxyType({}),
        worker_queue: str = "",
    ) -> None:
        self.clock = clock
        timed = clock.environment if clock else {}
        self.postgres = Postgres(disk or folder, environment=timed) if on_postgres else None
        self.redis = RedisServer(folder, environment=timed) if on_postgres else None
        self.way_to_redis = Proxy(self.redis.port) if self.redis else None
        stores = timed | dict(variables)
        if self.postgres and self.way_to_redis:
            stores["DATABASE_URL"] = self.postgres.url
            stores["REDIS_URL"] = f"redis://127.0.0.1:{self.way_to_redis.port}/0"
        super().__init__(
            folder,
            address="127.0.0.1",
            environment=stores,
            web_workers=2 if on_postgres else 1,
        )
        if worker_queue:
            listening = worker_command()
            arguments = (*listening.arguments, "--queues", worker_queue)
            self.worker = self._part("worker", Command(listening.module, arguments))

    @property
    def parts(self) -> list[Part]:
        """All parts, in the order in which they are started."""
        stores = [part for part in (self.postgres, self.redis) if part]
        return [*stores, *super().parts]

    def create(self) -> None:
        """Make the stores and start everything."""
        for name in ("queue", "control"):
            (self.folder / "broker" / name).mkdir(parents=True)
        if self.postgres and self.redis:
            self.postgres.create()
            self.redis.start()
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.start()

    def let_time_pass(self) -> None:
        """Let whatever is in progress be over: at once, where the site has a clock of its own."""
        if self.clock:
            self.clock.step(timedelta(seconds=30))

    def destroy(self) -> None:
        """Kill what runs and delete the folder."""
        for part in reversed(self.parts):
            part.kill()
        if self.way_to_redis:
            self.way_to_redis.close()
        shutil.rmtree(self.folder)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "ALLOWED_HOSTS": "*",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(BASE_DIR),
        "SECRET_KEY": "for tests only",
        "EMAIL_URL": "consolemail://",
        "WANGAN_ATTEMPT_GRACE_SECONDS": str(GRACE_S),
        "WANGAN_VAR_DIR": str(folder),
        # Each sign-in is prepared; each participant writes more than a person would.
        "WANGAN_API_RATES": "write=100000/60,start=100000/60,save=100000/60",
    }


def _hurried(command: Command) -> Command:
    """The same with a timetable of seconds."""
    named = ("tests.resilience.hurried" if word == "config" else word for word in command.arguments)
    return Command(command.module, tuple(named))


@contextmanager
def running_stack(
    *,
    on_postgres: bool = True,
    disk: Path | None = None,
    with_clock: bool = False,
    variables: Mapping[str, str] = MappingProxyType({}),
    worker_queue: str = "",
) -> Iterator[Stack]:
    """A site that runs, and of which nothing is left at the end.

    Its database may be on `disk`; `with_clock` it goes by a clock of its own, `stack.clock`; its
    worker may listen to another queue than the one that everybody sends to.
    """
    folder = Path(tempfile.mkdtemp(prefix="wangan-resilience-"))
    # PostgreSQL's own user has to get through.
    folder.chmod(0o755)
    clock = SteppedClock(folder) if with_clock else None
    stack = Stack(
        folder,
        on_postgres=on_postgres,
        disk=disk,
        clock=clock,
        variables=variables,
        worker_queue=worker_queue,
    )
    try:
        stack.create()
        yield stack
    finally:
        stack.destroy()
