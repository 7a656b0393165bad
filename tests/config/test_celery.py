"""The timetable."""

from config.celery import EVERY_SECONDS, app


def test_every_entry_of_the_timetable_is_a_task() -> None:
    app.loader.import_default_modules()
    assert set(EVERY_SECONDS) <= set(app.tasks)


def test_a_turn_expires_when_the_next_one_comes() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"] == {"expires": entry["schedule"]}
