"""What the worker does by the clock."""

from celery import shared_task

from common import clock
from quiz.bank.importing import uploads


@shared_task
def forget_old_imports() -> None:
    """Delete uploaded files that are kept no longer."""
    uploads.forget_old_imports(now=clock.now())
