"""Housekeeping of the API."""

from celery import shared_task

from api import idempotency
from common import clock


@shared_task
def forget_idempotency_keys() -> None:
    """Delete the keys that nobody may repeat any more."""
    idempotency.forget_idempotency_keys(now=clock.now())
