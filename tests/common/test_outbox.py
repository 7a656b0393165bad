"""Messages that leave through the outbox."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import ClassVar

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from common import persisting
from common.outbox import (
    FIRST_RETRY,
    LEASE,
    MAX_TRIES,
    ONE_TIME_LIFE,
    Channel,
    MessageState,
    OutboxMessage,
    queue_message,
    read_body,
    send_outbox,
)
from common.sms import SmsRefusedError
from common.tasks import send_outbox as send_outbox_task

pytestmark = pytest.mark.django_db

sent_texts: list[tuple[str, str]] = []


class RecordingGateway:
    """A gateway that keeps what it was given."""

    def send(self, *, message_id, phone, text):
        sent_texts.append((phone, text))


class DeadGateway:
    """A gateway nobody can reach."""

    def send(self, *, message_id, phone, text):
        raise ConnectionError("no route")


class RefusingGateway:
    """A gateway that knows the number does not exist."""

    def send(self, *, message_id, phone, text):
        raise SmsRefusedError("no such number")


@pytest.fixture(autouse=True)
def _gateway(settings):
    sent_texts.clear()
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.RecordingGateway"


def queue_code(now, **changes):
    return queue_message(
        **{
            "channel": Channel.SMS,
            "recipient": "+8613800138000",
            "body": "Your code is 482913.",
            "is_one_time": True,
            "now": now,
            **changes,
        }
    )


def queue_mail(now, **changes):
    return queue_message(
        **{
            "channel": Channel.MAIL,
            "recipient": "zhang@example.org",
            "subject": "Certificate",
            "body": "It is ready.",
            "now": now,
            **changes,
        }
    )


def test_a_mail_leaves_once_with_an_id_of_its_own(now):
    message = queue_mail(now)

    assert send_outbox(now=now) == 1
    assert send_outbox(now=now + timedelta(hours=1)) == 0
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.tries) == (MessageState.SENT, now, 1)
    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["zhang@example.org"],
        "Certificate",
        "It is ready.",
    )
    assert letter.extra_headers == {"Message-ID": f"<{message.pk}@wangan>"}


def test_a_code_rests_sealed_and_is_wiped_once_it_has_left(now):
    message = queue_code(now)

    assert "482913" not in message.body
    assert read_body(message) == "Your code is 482913."
    assert send_outbox(now=now) == 1
    assert sent_texts == [("+8613800138000", "Your code is 482913.")]
    message.refresh_from_db()
    assert (message.state, message.body) == (MessageState.SENT, "")


def test_a_code_that_could_no_longer_be_used_is_dropped(now):
    message = queue_code(now)

    assert send_outbox(now=now + ONE_TIME_LIFE) == 0
    message.refresh_from_db()
    assert (message.state, message.body, sent_texts) == (MessageState.FAILED, "", [])


class SlowGateway:
    """A gateway that takes a minute for each message."""

    clock: ClassVar[time_machine.Traveller]

    def send(self, *, message_id, phone, text):
        sent_texts.append((phone, text))
        self.clock.shift(60)


def test_a_slow_turn_ends_before_its_leases_do(now, settings, time_machine_at):
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.SlowGateway"
    SlowGateway.clock = time_machine_at
    queue_code(now)
    queue_code(now + timedelta(seconds=1), recipient="+8613900139000")

    assert send_outbox(now=now + timedelta(seconds=2)) == 1
    assert send_outbox(now=now + timedelta(seconds=62)) == 1
    assert [phone for phone, _text in sent_texts] == ["+8613800138000", "+8613900139000"]


def test_a_code_calls_the_worker_at_once(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        queue_mail(now)
        queue_code(now)

    assert len(calls) == 1


def test_the_same_dedupe_key_is_one_message(now):
    assert queue_mail(now, dedupe_key="ready:1") == queue_mail(now, dedupe_key="ready:1")
    assert send_outbox(now=now) == 1


def test_a_message_of_a_transaction_that_failed_never_leaves(now):
    def decide_and_fail():
        with transaction.atomic():
            queue_mail(now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_and_fail()

    assert send_outbox(now=now) == 0


def test_a_gateway_out_of_reach_is_tried_again_ever_later(now, settings):
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.DeadGateway"
    message = queue_code(now)

    assert send_outbox(now=now) == 0
    message.refresh_from_db()
    assert (message.state, message.due_at) == (MessageState.QUEUED, now + FIRST_RETRY)
    assert "no route" in message.error

    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.RecordingGateway"
    assert send_outbox(now=now + FIRST_RETRY) == 1


def test_after_enough_tries_a_message_is_given_up(now, settings):
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.DeadGateway"
    message = queue_code(now, is_one_time=False)

    for day in range(MAX_TRIES + 2):
        send_outbox(now=now + timedelta(days=day))

    message.refresh_from_db()
    assert (message.state, message.tries) == (MessageState.FAILED, MAX_TRIES)


def test_a_refused_message_is_not_tried_again(now, settings):
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.RefusingGateway"
    message = queue_code(now)

    send_outbox(now=now)

    message.refresh_from_db()
    assert (message.state, message.tries, message.body) == (MessageState.FAILED, 1, "")


def test_one_dead_gateway_does_not_hold_up_the_mail(now, settings):
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.DeadGateway"
    queue_code(now)
    queue_mail(now)

    assert send_outbox(now=now) == 1
    assert len(mail.outbox) == 1


def test_a_message_whose_worker_died_leaves_when_the_lease_is_over(now):
    message = queue_mail(now)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=MessageState.SENDING, claim=message.pk, due_at=now + LEASE, tries=1
    )

    assert send_outbox(now=now) == 0
    assert send_outbox(now=now + LEASE) == 1


def test_a_message_leaves_at_once_when_the_clock_was_set_back(now):
    queue_mail(now + timedelta(hours=1))
    assert send_outbox(now=now) == 1


def test_a_retry_does_not_wait_for_a_clock_that_was_set_back(now):
    message = queue_mail(now)
    OutboxMessage.objects.filter(pk=message.pk).update(due_at=now + timedelta(hours=1), tries=2)
    assert send_outbox(now=now) == 1


def test_a_lease_counts_from_now_when_the_clock_was_set_back(now):
    message = queue_mail(now)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=MessageState.SENDING, claim=message.pk, due_at=now + timedelta(hours=1), tries=1
    )
    assert (send_outbox(now=now), send_outbox(now=now + LEASE)) == (0, 1)


def test_a_message_that_left_while_the_database_went_away_is_noted_when_it_is_back(
    now, monkeypatch
):
    message = queue_mail(now)
    away = [OperationalError("planted")]
    update = QuerySet.update

    def refuse_once(rows, **fields):
        if away and fields.get("state") == MessageState.SENT:
            raise away.pop()
        return update(rows, **fields)

    monkeypatch.setattr(QuerySet, "update", refuse_once)
    monkeypatch.setattr(persisting, "PAUSES_S", (0, 0))

    assert (send_outbox(now=now), send_outbox(now=now + LEASE)) == (1, 0)
    message.refresh_from_db()
    assert (message.state, len(mail.outbox)) == (MessageState.SENT, 1)


def test_a_code_that_cannot_be_unsealed_is_given_up(now, settings):
    queue_code(now)
    settings.SECRET_KEY = "another key"

    assert send_outbox(now=now) == 0
    assert OutboxMessage.objects.get().state == MessageState.FAILED


def test_no_more_than_the_limit_leaves_at_a_time(now):
    for _ in range(3):
        queue_mail(now)

    assert send_outbox(now=now, limit=2) == 2
    assert send_outbox(now=now, limit=2) == 1


def test_a_repeated_worker_message_sends_nothing_twice(now):
    queue_mail(now)

    send_outbox_task()
    send_outbox_task()

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(now):
    for number in range(20):
        queue_code(now, body=f"Code {number}", is_one_time=False)
    together = Barrier(2)

    def work():
        together.wait()
        try:
            send_outbox(now=now)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(text for _, text in sent_texts) == sorted(f"Code {n}" for n in range(20))
    assert set(OutboxMessage.objects.values_list("tries", flat=True)) == {1}
