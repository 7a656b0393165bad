"""The site's Celery application with a timetable of seconds: what a test waits for comes sooner.

Nothing else differs. A scheduler is started with `-A tests.resilience.hurried`.
"""

from config.celery import EveryFewSeconds, app

LONGEST_S = 2

__all__ = ["app"]

for entry in app.conf.beat_schedule.values():
    seconds = min(LONGEST_S, entry["schedule"].seconds)
    entry["schedule"] = EveryFewSeconds(seconds)
    entry["options"] = {"expires": seconds}
