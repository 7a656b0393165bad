"""The timetable."""

from datetime import timedelta

from config.celery import EVERY_SECONDS, EveryFewSeconds, app


def test_every_entry_of_the_timetable_is_a_task() -> None:
    app.loader.import_default_modules()
    assert set(EVERY_SECONDS) <= set(app.tasks)


def test_a_turn_expires_when_the_next_one_comes() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"] == {"expires": entry["schedule"].seconds}


def test_a_turn_does_not_wait_for_a_clock_that_was_set_back() -> None:
    every = EveryFewSeconds(3, app=app)
    assert every.is_due(every.now() + timedelta(hours=1)) == (True, 3)
    assert not every.is_due(every.now() - timedelta(seconds=1)).is_due
    assert every.is_due(every.now() - timedelta(seconds=4)).is_due
