"""Calling a worker never fails a request."""

import logging

import pytest
from celery import current_app

from common.dispatch import call_worker


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_is_logged_and_otherwise_ignored(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    with caplog.at_level(logging.ERROR, logger="django.db.backends.base"):
        call_worker("common.tasks.send_outbox")
    assert "no broker" in caplog.text
