"""The Celery application and its timetable.

A task here never carries work in its message: it finds what is due in the database and claims it,
so a lost or repeated message loses and doubles nothing. An entry expires when its next turn comes,
so that a worker which was down does not face a queue of stale turns.
"""

import os
from datetime import datetime

from celery import Celery
from celery.schedules import schedstate, schedule
from django_structlog.celery.steps import DjangoStructLogInitStep
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
    "quiz.bank.tasks.forget_old_imports": 3600,
    "accounts.tasks.forget_old_rosters": 3600,
}

TRANSPORT_ALIASES["filesystem"] = "config.filebroker:Transport"


class EveryFewSeconds(schedule):
    """An interval that does not wait until a clock that was set back has caught up."""

    def is_due(self, last_run_at: datetime) -> schedstate:
        """Whether its turn has come, and in how many seconds to ask again."""
        if self.maybe_make_aware(last_run_at) > self.now():
            return schedstate(is_due=True, next=self.seconds)
        return super().is_due(last_run_at)


app = Celery("wangan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Lines of a task name it, and the request that called it.
app.steps["worker"].add(DjangoStructLogInitStep)
app.conf.beat_scheduler = "config.scheduling:OneOfMany"
app.conf.beat_schedule = {
    name: {"task": name, "schedule": EveryFewSeconds(seconds), "options": {"expires": seconds}}
    for name, seconds in EVERY_SECONDS.items()
}
