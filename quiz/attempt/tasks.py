"""What the worker does by the clock. Each finds its work in the database."""

from datetime import timedelta

from celery import shared_task

from common import clock
from common.batcher import LONGEST_WAIT_S
from quiz.attempt import closing, remarking


@shared_task
def close_overdue_attempts() -> None:
    """Close attempts whose time is over."""
    # As long as a received answer may wait for its commit, its attempt is left open.
    closing.close_overdue_attempts(now=clock.now(), settled_for=timedelta(seconds=LONGEST_WAIT_S))


@shared_task
def remark_attempts_behind() -> None:
    """Re-mark attempts that a ruling missed because they were being closed when it was made."""
    remarking.remark_attempts_behind(now=clock.now())
