"""Calling a Celery worker, once the transaction at hand is safe."""

from celery import current_app
from django.db import transaction


def call_worker(task: str, *args: str) -> None:
    """Send a task after commit. Only a hint that saves waiting: sweeps find the work anyway.

    So a broker that is down is logged and otherwise ignored, and the request still succeeds.
    """

    def send() -> None:
        current_app.send_task(task, args=args, retry=False)

    # A named function: Django logs the name of a callback that failed, and a partial has none.
    transaction.on_commit(send, robust=True)
