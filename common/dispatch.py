"""Calling a Celery worker, once the transaction at hand is safe."""

from functools import partial

from celery import current_app
from django.db import transaction


def call_worker(task: str, *args: str) -> None:
    """Send a task after commit. Only a hint that saves waiting: sweeps find the work anyway.

    So a broker that is down is logged and otherwise ignored, and the request still succeeds.
    """
    transaction.on_commit(partial(_send, task, args), robust=True)


def _send(task: str, args: tuple[str, ...]) -> None:
    current_app.send_task(task, args=args, retry=False)
