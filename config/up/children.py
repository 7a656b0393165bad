"""The processes that `up` keeps: each in a process group of its own, none outliving `up`."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STOP_WITHIN_S = 10
_PR_SET_PDEATHSIG = 1
# Celery says this to root at every start; a trial in a container runs as root.
QUIET = "ignore:You're running the worker with superuser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One running process, and what people call it."""

    name: str
    process: "subprocess.Popen[bytes]"

    def wait(self) -> int:
        """Wait until it ends and return its exit code (below 0: the signal that ended it)."""
        return self.process.wait()


def start_child(*, name: str, module: str, arguments: Sequence[str]) -> Child:
    """Start `python -m module arguments`, to be stopped when this process ends in any way."""
    process = subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-W", QUIET, "-m", module, *arguments],
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_ends_with_parent(),  # noqa: PLW1509 - our threads only wait
    )
    return Child(name=name, process=process)


def stop_children(children: Sequence[Child], *, within_s: float = STOP_WITHIN_S) -> None:
    """Ask all to stop, wait, then kill whatever is left of their groups."""
    for child in children:
        if child.process.poll() is None:
            child.process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + within_s
    for child in children:
        try:
            child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        finally:
            _kill_group(child)


def _kill_group(child: Child) -> None:
    try:
        os.killpg(child.process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    child.process.wait()


def _ends_with_parent() -> Callable[[], None] | None:
    """Return what a new child runs so that a killed parent takes it along (Linux only)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def arrange() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return arrange
