"""The worker's sign of life, and the housekeeping of Django's own parts."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.core.management import call_command

from config.health import record_heartbeat


@shared_task
def beat() -> None:
    """Travel from scheduler to worker as every task does, and say that it arrived."""
    record_heartbeat()


@shared_task
def forget_sessions() -> None:
    """Delete the sessions that have expired."""
    call_command("clearsessions", verbosity=0)


@worker_ready.connect
def _beat_at_once(**_signal: Any) -> None:
    record_heartbeat()
