"""The site under test: a server, and the process that arranges things behind its back."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 60


class Web:
    """The server's processes, which may be killed and started again at the same port."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        arguments = [*self._arguments, "--workers", "1", "config.wsgi:application"]
        self._process = _start("granian", arguments, self._environment, start_new_session=True)
        _wait_for(self.url)

    def kill(self) -> None:
        """`kill -9` to all of it at once."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def end(self) -> None:
        """Ask it to end, and wait."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=20)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    url: str
    stage: "subprocess.Popen[str]"
    web: Web

    def do(self, order: str, **arguments: Any) -> Any:
        """Have something done behind the scenes: see `stage.py`."""
        assert self.stage.stdin is not None
        assert self.stage.stdout is not None
        self.stage.stdin.write(json.dumps([order, arguments]) + "\n")
        self.stage.stdin.flush()
        done, reply = json.loads(self.stage.stdout.readline())
        assert done, reply
        return reply


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """A site on a fresh SQLite database in `folder`, with the built pages."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL"}
    } | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "WANGAN_VAR_DIR": str(folder),
        "SECRET_KEY": "for browser tests only",
        # Passkeys work on plain http at `localhost` only.
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "PUBLIC_BASE_URL": url,
        "DEBUG": "false",
        "LOG_LEVEL": "WARNING",
    }
    stage = _start(
        "tests.e2e.stage", [], environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    web = Web(port, environment)
    try:
        assert stage.stdout is not None
        assert json.loads(stage.stdout.readline() or '"it ended"') == "ready"
        web.start()
        yield Site(url, stage, web)
    finally:
        web.end()
        stage.terminate()
        stage.communicate(timeout=20)


def chromium_path() -> str:
    """Where the system's Chromium is."""
    path = shutil.which("chromium")
    assert path is not None, "browser tests need chromium on the PATH"
    return path


def axe_source() -> str:
    """The accessibility checker, as script."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def _start(
    module: str, arguments: list[str], environment: dict[str, str], **streams: Any
) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **streams)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while True:
        try:
            with urlopen(f"{url}/healthz", timeout=2):
                return
        except (URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
