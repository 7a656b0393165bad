"""What has done its work is forgotten; what has not, stays."""

from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from common.models import Channel, Job, JobState, MessageState, OutboxMessage
from common.outbox import queue_message
from common.retention import MESSAGES_KEPT, RESULTS_KEPT, forget_old_messages, forget_old_results

pytestmark = pytest.mark.django_db

MOMENT = timedelta(seconds=1)


def message(now: datetime, state: MessageState) -> OutboxMessage:
    made = queue_message(
        channel=Channel.MAIL, recipient="resident@example.org", body="Hello", now=now
    )
    OutboxMessage.objects.filter(pk=made.pk).update(state=state)
    return made


def ended_job(now: datetime) -> Job:
    job = Job.objects.create(
        kind="tests.write", state=JobState.DONE, created_at=now, finished_at=now
    )
    job.result.save("results.csv", ContentFile(b"name"))
    return job


def test_messages_are_forgotten_after_30_days_but_never_while_they_wait(now: datetime) -> None:
    sent = message(now, MessageState.SENT)
    waiting = message(now, MessageState.QUEUED)
    assert forget_old_messages(now=now + MESSAGES_KEPT) == 0
    assert forget_old_messages(now=now + MESSAGES_KEPT + MOMENT) == 1
    assert set(OutboxMessage.objects.values_list("pk", flat=True)) == {waiting.pk} != {sent.pk}


def test_results_are_forgotten_with_their_files_after_7_days(now: datetime) -> None:
    job = ended_job(now)
    running = Job.objects.create(kind="tests.write", created_at=now)
    storage, name = job.result.storage, str(job.result.name)
    assert forget_old_results(now=now + RESULTS_KEPT) == 0
    assert storage.exists(name)
    assert forget_old_results(now=now + RESULTS_KEPT + MOMENT) == 1
    assert not storage.exists(name)
    assert list(Job.objects.all()) == [running]
