"""`manage.py up` with real processes: what it starts, and that nothing of it stays."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.config.running_site import (
    free_port,
    processes_of,
    running_site,
    start_up,
    wait_until,
)

pytestmark = pytest.mark.resilience


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the first test fills and the others find filled."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def pids_of(var_dir: Path, part: str) -> list[int]:
    return [pid for pid, line in processes_of(var_dir).items() if part in line]


def answers(port: int) -> bool:
    """Whether the site answers."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def test_a_site_starts_and_stops_when_told_to(var_dir: Path) -> None:
    with running_site(var_dir) as (up, port):
        assert len(pids_of(var_dir, "granian")) == 2
        assert len(pids_of(var_dir, "celery")) == 2
        up.process.send_signal(signal.SIGTERM)
        assert (up.end(), processes_of(var_dir)) == (0, {})
    assert f"http://127.0.0.1:{port}" in up.said()
    assert "wangan-demo" not in up.said()


def test_a_second_start_keeps_key_and_files_and_refuses_a_third_beside_it(var_dir: Path) -> None:
    kept = [var_dir / "secret_key", var_dir / "static" / "staticfiles.json"]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept]
    with running_site(var_dir) as (up, _):
        assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept] == before
        assert (var_dir / "secret_key").stat().st_mode & 0o777 == 0o600
        refused_start(var_dir, f"Wangan is already running in {var_dir}.")
        up.process.send_signal(signal.SIGINT)
        assert (up.end(), processes_of(var_dir)) == (0, {})


def test_processes_that_die_are_started_again(var_dir: Path) -> None:
    parts = ("granian", "-A config beat", "-A config worker")
    with running_site(var_dir) as (up, port):
        before = {part: pids_of(var_dir, part) for part in parts}
        for pids in before.values():
            os.kill(min(pids), signal.SIGKILL)
        wait_until(
            lambda: all(
                len(pids_of(var_dir, part)) == len(pids) and not {*pids_of(var_dir, part)} & {*pids}
                for part, pids in before.items()
            ),
            "others in their place",
        )
        wait_until(lambda: answers(port), "the site answers again")
    for name in ("web", "scheduler", "worker"):
        line = f"The {name} process ended by itself (exit code -9); it is started again in 0.5 s."
        assert line in up.said()


def test_a_killed_up_takes_its_children_along(var_dir: Path) -> None:
    with running_site(var_dir) as (up, _):
        up.process.kill()
        wait_until(lambda: not processes_of(var_dir), "all gone")


def refused_start(var_dir: Path, line: str, *arguments: str, **variables: str) -> None:
    """Start a site that cannot start: one line says why, and nothing stays."""
    before = processes_of(var_dir)
    up = start_up(var_dir, "--port", str(free_port()), "--no-demo", *arguments, **variables)
    assert up.end() == 1
    [said] = up.said().splitlines()
    assert line in said
    assert processes_of(var_dir) == before


def test_a_taken_port_is_one_clear_line(tmp_path: Path, taken_port: int) -> None:
    line = f"Cannot listen on 127.0.0.1, port {taken_port} (Address already in use)"
    refused_start(tmp_path, line, "--port", str(taken_port))


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused_start(tmp_path / "file" / "var", "cannot be written (Not a directory)")


def test_an_unreachable_postgresql_is_one_clear_line(tmp_path: Path) -> None:
    port = free_port()
    refused_start(
        tmp_path,
        f"PostgreSQL does not answer at 127.0.0.1, port {port}",
        DATABASE_URL=f"postgres://somebody:secret@127.0.0.1:{port}/wangan",
    )


def test_an_unreachable_redis_is_one_clear_line(tmp_path: Path) -> None:
    port = free_port()
    refused_start(
        tmp_path,
        f"Redis does not answer at 127.0.0.1, port {port}",
        REDIS_URL=f"redis://:secret@127.0.0.1:{port}/0",
    )


def test_stopping_it_before_it_runs_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    up = start_up(tmp_path, "--port", str(free_port()), "--no-demo")
    # It holds the folder from before the first table until the end.
    wait_until((tmp_path / "wangan.sqlite3").exists, "the database is being made")
    up.process.send_signal(signal.SIGINT)
    assert (up.end(), up.said(), processes_of(tmp_path)) == (130, "", {})


def test_what_is_no_port_is_one_clear_line(tmp_path: Path) -> None:
    up = start_up(tmp_path, "--port", "eighty")
    assert up.end() == 2
    assert up.said().splitlines()[-1] == (
        "manage.py up: error: argument --port: eighty is not a port number"
    )


def test_the_demo_is_refused_when_debug_is_off(tmp_path: Path) -> None:
    up = start_up(tmp_path, "--port", str(free_port()), DEBUG="false")
    assert up.end() == 1
    assert up.said().splitlines() == [
        "The demo accounts have well-known passwords and are refused when DEBUG is off: "
        "add --no-demo, or set DEBUG=true for a trial."
    ]
