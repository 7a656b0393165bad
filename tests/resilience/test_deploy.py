"""A new release comes while people take a contest."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.resilience.participants import Load
from tests.resilience.processes import wait_until
from tests.resilience.servers import Postgres
from tests.resilience.stack import Stack

pytestmark = [pytest.mark.resilience, pytest.mark.chaos]

WRITTEN_ALL_THE_TIME = (
    "attempt_attempt",
    "attempt_answer",
    "contest_entry",
    "contest_contest",
    "leaderboard_snapshot",
    "accounts_user",
)


@pytest.fixture
def postgres(stack: Stack) -> Postgres:
    assert stack.postgres
    return stack.postgres


@pytest.fixture
def new_columns(postgres: Postgres) -> Iterator[None]:
    """What migrations of the next release may add while this one runs; gone at the end."""
    yield
    for table in WRITTEN_ALL_THE_TIME:
        postgres.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS of_the_next_release")
        postgres.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS filled_by_itself")


def restart_web(stack: Stack) -> None:
    """As `systemctl reload wangan-web` does: one process after the other, each with new code."""
    old = set(stack.web.pids()) - {stack.web.pid}
    os.kill(stack.web.pid, signal.SIGHUP)
    wait_until(lambda: not old & set(stack.web.pids()), "no old web process is left")
    assert stack.web.is_running()


def test_web_processes_are_replaced_without_a_failed_request(stack: Stack) -> None:
    with Load(stack, "rolling-restart") as load:
        load.goes_on()
        before = load.retries
        restart_web(stack)
        load.goes_on(answers=200)
        assert load.retries == before
    stack.let_time_pass()
    assert load.audit().faults == []


@pytest.mark.usefixtures("new_columns")
def test_a_release_with_new_columns_comes_in_the_middle_of_a_contest(
    stack: Stack, postgres: Postgres
) -> None:
    with Load(stack, "new-release") as load:
        load.goes_on()
        before = load.retries
        for table in WRITTEN_ALL_THE_TIME:
            postgres.execute(f"ALTER TABLE {table} ADD COLUMN of_the_next_release text")
            postgres.execute(
                f"ALTER TABLE {table} ADD COLUMN filled_by_itself integer NOT NULL DEFAULT 0"
            )
        load.goes_on(answers=200)
        for part in (stack.worker, stack.scheduler):
            part.end()
            part.start()
        restart_web(stack)
        load.goes_on(answers=200)
        assert load.retries == before
    stack.let_time_pass()
    assert load.audit().faults == []
