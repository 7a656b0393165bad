"""What the worker does by the clock."""

from celery import shared_task

from accounts.roster import uploads
from common import clock


@shared_task
def forget_old_rosters() -> None:
    """Delete uploaded rosters that are kept no longer."""
    uploads.forget_old_rosters(now=clock.now())
