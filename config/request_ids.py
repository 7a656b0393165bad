"""Every request that Django answers has an id, and so has every task: in the log, and said back."""

from collections.abc import Callable
from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django_structlog.celery.signals import (
    bind_extra_task_metadata,
    modify_context_before_task_publish,
)

from common.request_ids import HEADER, current_request_id, enter_request, request_id_of


class RequestIdMiddleware:
    """Takes the id that a proxy sent, or makes one, before anything can go wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say it back with the answer."""
        # Also where there is no gateway in front, as in tests.
        enter_request(request.META)
        request_id = request_id_of(request.META)
        response = self._get_response(request)
        response[HEADER] = request_id
        return response


@receiver(modify_context_before_task_publish)
def send_request_id(context: dict[str, Any], **_signal: Any) -> None:
    """Tell a task which request calls it, also where the gateway answers that request."""
    request_id = current_request_id()
    if request_id is not None:
        context["request_id"] = request_id


@receiver(bind_extra_task_metadata)
def name_task(task: Any, **_signal: Any) -> None:
    """A task that no request called, as those of the timetable, is a request of its own."""
    if "request_id" not in structlog.contextvars.get_contextvars():
        structlog.contextvars.bind_contextvars(request_id=task.request.id)
