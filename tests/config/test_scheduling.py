"""Of many schedulers one sends, and when it falls silent another does."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from celery.beat import Scheduler
from django.core.cache import cache
from pytest_django import Settings

from config.celery import EVERY_SECONDS, app
from config.scheduling import ASKED_AGAIN_AFTER_S, HELD_S, Lease, OneOfMany

MOMENT = 0.01


def scheduler() -> OneOfMany:
    """One that has been silent for a day: everything is due."""
    made = OneOfMany(app=app)
    for entry in made.schedule.values():
        entry.last_run_at = entry.default_now() - timedelta(days=1)
    return made


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(1_790_000_000, tick=False) as clock:
        yield clock


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[OneOfMany, str]]:
    """What was sent, and by whom."""
    sent: list[tuple[OneOfMany, str]] = []
    monkeypatch.setattr(
        Scheduler, "apply_entry", lambda who, entry, producer=None: sent.append((who, entry.task))
    )
    monkeypatch.setattr(OneOfMany, "producer", None)
    return sent


def test_a_lease_is_one_holders_until_it_falls_silent(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.scheduling.time.monotonic", time.time)
    one, another = Lease("lease"), Lease("lease")
    assert (one.is_mine(), another.is_mine()) == (True, False)
    for _ in range(5):
        clock.shift(HELD_S / 2)
        assert (another.is_mine(), one.is_mine()) == (False, True)
    clock.shift(HELD_S + MOMENT)
    assert (another.is_mine(), one.is_mine()) == (True, False)


def test_a_lease_that_is_given_up_is_free_at_once() -> None:
    one, another = Lease("lease"), Lease("lease")
    assert one.is_mine()
    another.give_up()
    assert not another.is_mine()
    one.give_up()
    assert (another.is_mine(), one.is_mine()) == (True, False)


def test_one_of_two_schedulers_sends_the_whole_timetable(
    settings: Settings, sent: list[tuple[OneOfMany, str]]
) -> None:
    settings.REDIS_URL = settings.REDIS_URL or "redis://somewhere"
    first, second = scheduler(), scheduler()
    waits = [(first.tick(), second.tick()) for _ in EVERY_SECONDS]
    assert waits == [(0, ASKED_AGAIN_AFTER_S)] * len(EVERY_SECONDS)
    assert {who for who, _ in sent} == {first}
    assert sorted(task for _, task in sent) == sorted(EVERY_SECONDS)


def test_another_scheduler_goes_on_where_one_has_ended(
    settings: Settings, sent: list[tuple[OneOfMany, str]]
) -> None:
    settings.REDIS_URL = settings.REDIS_URL or "redis://somewhere"
    first, second = scheduler(), scheduler()
    first.tick()
    first.close()
    second.tick()
    assert [who for who, _ in sent] == [first, second]


def test_a_scheduler_that_shares_no_redis_asks_nobody(
    settings: Settings, sent: list[tuple[OneOfMany, str]]
) -> None:
    settings.REDIS_URL = ""
    cache.set("config:scheduler", "somebody who died while the clock was ahead")
    alone = scheduler()
    alone.tick()
    assert [who for who, _ in sent] == [alone]


def test_the_whole_timetable_goes_on_when_the_clock_was_set_back(
    settings: Settings, clock: time_machine.Traveller, sent: list[tuple[OneOfMany, str]]
) -> None:
    settings.REDIS_URL = ""
    alone = scheduler()
    for _ in EVERY_SECONDS:
        alone.tick()
    sent.clear()
    clock.shift(-3600)
    for _ in EVERY_SECONDS:
        alone.tick()
    assert sorted(task for _, task in sent) == sorted(EVERY_SECONDS)
