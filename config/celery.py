"""The Celery application and its timetable.

A task here never carries work in its message: it finds what is due in the database and claims it,
so a lost or repeated message loses and doubles nothing. An entry expires when its next turn comes,
so that a worker which was down does not face a queue of stale turns.
"""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

EVERY_SECONDS = {
    "quiz.attempt.tasks.close_overdue_attempts": 10,
    "quiz.attempt.tasks.remark_attempts_behind": 60,
    "quiz.contest.tasks.publish_boards": 3,
    "quiz.contest.tasks.finalise_contests": 60,
    "common.tasks.send_outbox": 5,
    "common.tasks.run_pending_jobs": 10,
    "api.tasks.forget_idempotency_keys": 3600,
    "config.tasks.beat": 10,
    "config.tasks.forget_sessions": 3600,
    "common.tasks.forget_old_data": 3600,
}

TRANSPORT_ALIASES["filesystem"] = "config.filebroker:Transport"

app = Celery("wangan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    name: {"task": name, "schedule": seconds, "options": {"expires": seconds}}
    for name, seconds in EVERY_SECONDS.items()
}
