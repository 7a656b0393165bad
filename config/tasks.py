"""The worker's sign of life."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from config.health import record_heartbeat


@shared_task
def beat() -> None:
    """Travel from scheduler to worker as every task does, and say that it arrived."""
    record_heartbeat()


@worker_ready.connect
def _beat_at_once(**_signal: Any) -> None:
    record_heartbeat()
