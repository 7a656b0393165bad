"""Parts of the site are killed, or stand still, while people take a contest."""

import time

import pytest

from tests.resilience.participants import Load
from tests.resilience.stack import Stack, running_stack

pytestmark = pytest.mark.resilience


def test_a_contest_goes_on_when_each_part_is_killed_in_turn(stack: Stack) -> None:
    with Load(stack, "killed-in-turn") as load:
        for part in stack.parts:
            load.goes_on()
            part.kill()
            part.start()
        load.goes_on()
    stack.let_time_pass()
    assert load.audit().faults == []


@pytest.mark.chaos
def test_a_contest_goes_on_when_everything_is_killed_at_once(stack: Stack) -> None:
    with Load(stack, "killed-at-once") as load:
        load.goes_on()
        for part in stack.parts:
            part.kill()
        for part in stack.parts:
            part.start()
        load.goes_on()
    assert load.audit().faults == []


@pytest.mark.chaos
def test_people_notice_nothing_while_worker_and_scheduler_are_dead(stack: Stack) -> None:
    with Load(stack, "no-worker") as load:
        load.goes_on()
        stack.worker.kill()
        stack.scheduler.kill()
        before = load.retries
        load.goes_on(answers=200)
        assert load.retries == before
        stack.worker.start()
        stack.scheduler.start()
    assert load.audit().faults == []


@pytest.mark.chaos
@pytest.mark.parametrize("part_number", range(5))
def test_a_contest_goes_on_after_a_part_stood_still(stack: Stack, part_number: int) -> None:
    part = stack.parts[part_number]
    with Load(stack, f"stood-still-{part_number}") as load:
        load.goes_on()
        part.stop()
        time.sleep(10)
        part.go_on()
        load.goes_on()
    stack.wait_for_the_worker()
    assert load.audit().faults == []


@pytest.mark.chaos
def test_a_web_worker_that_is_killed_alone_is_replaced(stack: Stack) -> None:
    with Load(stack, "one-web-worker") as load:
        load.goes_on()
        before = stack.web.pids()
        stack.web.kill_one(before[-1])
        load.goes_on(answers=200)
        assert len(stack.web.pids()) == len(before)
    assert load.audit().faults == []


@pytest.mark.chaos
def test_a_backend_of_postgresql_that_is_killed_takes_nothing_along(stack: Stack) -> None:
    """PostgreSQL then ends all its backends and recovers by itself."""
    assert stack.postgres is not None
    with Load(stack, "one-backend") as load:
        load.goes_on()
        [(backend,)] = stack.postgres.execute(
            "SELECT max(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        )
        stack.postgres.kill_one(int(str(backend)))
        load.goes_on()
    assert load.audit().faults == []


@pytest.mark.chaos
def test_a_site_on_sqlite_and_files_loses_nothing_either() -> None:
    with running_stack(on_postgres=False) as stack:
        with Load(stack, "on-sqlite", people=12) as load:
            for part in stack.parts:
                load.goes_on()
                part.kill()
                part.start()
            load.goes_on()
        assert load.audit().faults == []
