"""A part of a site as real processes: started, killed, stopped and continued as a whole."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

WAIT_S = 60


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(happened: Callable[[], bool], what: str, *, within_s: float = WAIT_S) -> None:
    """Look again and again until it happened; fail when the time is over."""
    give_up_at = time.monotonic() + within_s
    while not happened():
        if time.monotonic() > give_up_at:
            raise AssertionError(f"never within {within_s:g} s: {what}")
        time.sleep(0.05)


def listens(port: int) -> bool:
    """Whether somebody accepts connections there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Part:
    """One part of a site: a command, and every process that came of it."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name = name
        self.environment = dict(environment or {})
        self._command = command
        self._log = log
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; those that it started are `pids`."""
        assert self._process is not None
        return self._process.pid

    def pids(self) -> list[int]:
        """The first process and all that descend from it."""
        return [] if self._process is None else [self.pid, *_descendants(self.pid)]

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        self.start_without_waiting()
        self.wait_until_ready()

    def start_without_waiting(self) -> None:
        """Start it."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=_inherited() | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Wait until it does its work."""
        wait_until(self._is_ready, f"{self.name} ready; what it said is in {self._log}")

    def kill(self) -> None:
        """`kill -9` to all of it at once, as when the machine loses its power."""
        self.signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def kill_one(self, pid: int) -> None:
        """`kill -9` to one process of it."""
        assert pid in self.pids()
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Let it stand still: it holds its connections and answers nothing."""
        self.signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on after `stop`."""
        self.signal(signal.SIGCONT)

    def end(self) -> None:
        """Ask it to end, and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()

    def is_running(self) -> bool:
        """Whether its first process lives."""
        return self._process is not None and self._process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of it."""
        for pid in self.pids():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def said(self) -> str:
        """What it wrote so far, over all its lives."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"{self.name} ended: {self.said()[-2000:]}"
        return self._ready()


def _inherited() -> dict[str, str]:
    """Our environment without what the test run itself was given."""
    not_inherited = {"ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"}
    not_inherited |= {"PUBLIC_BASE_URL", "REDIS_URL", "SECRET_KEY", "WANGAN_VAR_DIR"}
    return {name: value for name, value in os.environ.items() if name not in not_inherited}


def _descendants(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _descendants(child)


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
