"""A site started with `manage.py up` as a person would start it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DEADLINE_S = 60
# What the test run itself was given must not leak into the site under test.
NOT_INHERITED = {
    *("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE", "PUBLIC_BASE_URL"),
    *("REDIS_URL", "SECRET_KEY"),
}


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_up(var_dir: Path, *arguments: str, **variables: str) -> "Up":
    """Start `manage.py up`; what it and its children say goes to a file beside the folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    log = Path(tempfile.mkdtemp()) / "up.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", *arguments],
            cwd=BASE_DIR,
            env=inherited | {"WANGAN_VAR_DIR": str(var_dir)} | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Up(process=process, log=log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """A started `manage.py up`."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def said(self) -> str:
        """Return what it has said so far."""
        return self.log.read_text()

    def end(self) -> int:
        """Wait until it ends, and return its exit code."""
        return self.process.wait(timeout=DEADLINE_S)


def processes_of(var_dir: Path) -> dict[int, str]:
    """Return the command line of every living process of the site in this folder."""
    marker = f"WANGAN_VAR_DIR={var_dir}".encode()
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (process / "environ").read_bytes().split(b"\0"):
                found[int(process.name)] = (
                    (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                )
        except OSError:  # it ended while we looked
            continue
    return {pid: line for pid, line in found.items() if line}


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Look again and again until it happened; fail at the deadline."""
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


@contextmanager
def running_site(var_dir: Path) -> Iterator[tuple[Up, int]]:
    """Run a site without the demo, ready, on a port of its own; leave nothing of it behind."""
    port = free_port()
    up = start_up(var_dir, "--port", str(port), "--no-demo")
    try:
        wait_until(lambda: up.process.poll() is not None or "Wangan is ready" in up.said(), "ready")
        assert up.process.poll() is None, up.said()
        yield up, port
    finally:
        for pid in processes_of(var_dir):
            os.kill(pid, signal.SIGKILL)
        up.process.wait()
