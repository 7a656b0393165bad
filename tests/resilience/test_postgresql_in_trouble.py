"""PostgreSQL has no connections left, takes no writes, or has no disk left."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg
import pytest

from tests.resilience.participants import Load
from tests.resilience.servers import Postgres
from tests.resilience.stack import Stack, running_stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]

DISK = "256m"
DATABASE_WAIT_S = 8
# To make a connection first, on a machine that has other things to do.
SPARE_S = 6


@pytest.fixture
def postgres(stack: Stack) -> Postgres:
    assert stack.postgres is not None
    return stack.postgres


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of its own; needs the right to mount, which root of a machine has."""
    folder = Path(tempfile.mkdtemp(prefix="wangan-disk-"))
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "none", folder], check=True
    )
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


def test_people_are_told_soon_to_come_back_while_postgresql_stands_still(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "standing-still") as load:
        load.goes_on()
        postgres.stop()
        time.sleep(20)
        postgres.go_on()
        load.goes_on(answers=200)
    told = [one.client.longest_wait_s for one in load.participants]
    assert DATABASE_WAIT_S <= max(told) < DATABASE_WAIT_S + SPARE_S
    stack.wait_for_the_worker()
    stack.let_time_pass()
    assert load.audit().faults == []


def test_a_job_that_found_postgresql_away_is_done_when_it_is_back(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "job-waits") as load:
        load.goes_on()
        with (
            suppress(psycopg.OperationalError),
            postgres.held("common_storedfile", then=postgres.kill),
        ):
            [job_id] = stack.errand("export", "job-waits")
        postgres.start()
        # Well before the worker that had it would count as dead.
        postgres.wait_until_done(job_id, within_s=60)
        assert postgres.count(f"common_job WHERE id = '{job_id}' AND tries = 2") == 1
        load.goes_on()
    stack.let_time_pass()
    assert load.audit().faults == []


def test_a_contest_goes_on_after_others_took_all_connections(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "no-connections") as load:
        load.goes_on()
        with ExitStack() as taken:
            # Those that we have are ended, and are taken by somebody else before they come back.
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            try:
                while True:
                    taken.enter_context(postgres.connect())
            except psycopg.OperationalError:
                time.sleep(5)
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_a_contest_goes_on_after_postgresql_took_no_writes(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "read-only") as load:
        load.goes_on()
        postgres.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        postgres.execute("SELECT pg_reload_conf()")
        time.sleep(5)
        before = load.acknowledged
        time.sleep(1)
        assert load.acknowledged == before
        postgres.execute("ALTER SYSTEM RESET default_transaction_read_only")
        postgres.execute("SELECT pg_reload_conf()")
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


def test_a_contest_goes_on_after_the_disk_was_full(small_disk: Path) -> None:
    with running_stack(disk=small_disk) as stack:
        assert stack.postgres is not None
        with Load(stack, "full-disk") as load:
            load.goes_on()
            ballast = small_disk / "ballast"
            subprocess.run(["dd", "if=/dev/zero", f"of={ballast}", "bs=64k"], check=False)
            time.sleep(15)
            ballast.unlink()
            if not stack.postgres.is_running():
                # It ends when it cannot write its log; a supervisor starts it again.
                stack.postgres.start()
            load.goes_on()
        assert load.audit().faults == []
