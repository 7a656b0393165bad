"""Messages leave through the outbox: queued in the transaction that decides, sent after it.

A message that was queued is sent at least once. It could go out twice only if a worker dies
between handing it over and writing that down; the same message id then lets the other side notice.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import F, Q

from common import clock
from common.dispatch import call_worker
from common.ids import uuid7
from common.models import Channel, MessageState, OutboxMessage
from common.persisting import persist
from common.sealing import BrokenSealError, seal, unseal
from common.sms import SmsRefusedError, sms_backend

__all__ = ["Channel", "MessageState", "OutboxMessage", "queue_message", "read_body", "send_outbox"]

MAX_TRIES = 6
FIRST_RETRY = timedelta(seconds=20)
LONGEST_RETRY = FIRST_RETRY * 3 ** (MAX_TRIES - 2)
LEASE = timedelta(minutes=2)
TURN = timedelta(minutes=1)
ONE_TIME_LIFE = timedelta(minutes=15)

logger = logging.getLogger(__name__)


def queue_message(
    *,
    channel: Channel,
    recipient: str,
    body: str,
    now: datetime,
    subject: str = "",
    dedupe_key: str | None = None,
    is_one_time: bool = False,
) -> OutboxMessage:
    """Put a message into the outbox; it leaves after the surrounding transaction has committed.

    A second message with the same `dedupe_key` is not made: the first one is returned. One-time
    messages are sealed, sent at once and dropped when they could no longer be used.
    """
    fields = {
        "channel": channel,
        "recipient": recipient,
        "subject": subject,
        "body": seal(body) if is_one_time else body,
        "is_one_time": is_one_time,
        "due_at": now,
        "expires_at": now + ONE_TIME_LIFE if is_one_time else None,
        "created_at": now,
    }
    if dedupe_key is None:
        message = OutboxMessage.objects.create(**fields)
    else:
        message, _ = OutboxMessage.objects.get_or_create(dedupe_key=dedupe_key, defaults=fields)
    if is_one_time:
        # The beat would be soon enough for other mail, but somebody is waiting for this one.
        call_worker("common.tasks.send_outbox")
    return message


def read_body(message: OutboxMessage) -> str:
    """The text of a message that has not been wiped."""
    return unseal(message.body) if message.is_one_time else message.body


def send_outbox(*, now: datetime, limit: int = 200) -> int:
    """Send what is due, oldest first; returns how many left. Any number of workers may call it.

    A turn ends early where the mail server is slow: a lease counts from `now`, and the messages
    that were claimed last would be sent by another worker too.
    """
    stop_at = clock.now() + TURN
    _follow_the_clock(now=now)
    due = OutboxMessage.objects.filter(
        state__in=[MessageState.QUEUED, MessageState.SENDING], due_at__lte=now
    ).order_by("due_at")
    sent = 0
    for message_id in list(due.values_list("pk", flat=True)[:limit]):
        if clock.now() >= stop_at:
            break
        message = _claim(message_id, now=now)
        if message is not None:
            sent += _deliver(message, now=now)
    return sent


def _follow_the_clock(*, now: datetime) -> None:
    """Bring forward what waits longer than anything may: the clock was set back since."""
    waiting = Q(tries=0, due_at__gt=now) | Q(due_at__gt=now + LONGEST_RETRY)
    OutboxMessage.objects.filter(waiting, state=MessageState.QUEUED).update(due_at=now)
    # It may be on its way just now, so its lease is not ended but counted from here.
    OutboxMessage.objects.filter(state=MessageState.SENDING, due_at__gt=now + LEASE).update(
        due_at=now + LEASE
    )


def _claim(message_id: UUID, *, now: datetime) -> OutboxMessage | None:
    """Take one due message, or find that another worker has it. The lease is the next due time."""
    claim = uuid7()
    claimed = OutboxMessage.objects.filter(
        pk=message_id, state__in=[MessageState.QUEUED, MessageState.SENDING], due_at__lte=now
    ).update(state=MessageState.SENDING, claim=claim, due_at=now + LEASE, tries=F("tries") + 1)
    if not claimed:
        return None
    return OutboxMessage.objects.filter(pk=message_id, claim=claim).first()


def _deliver(message: OutboxMessage, *, now: datetime) -> bool:
    if message.expires_at is not None and message.expires_at <= now:
        _settle(message, state=MessageState.FAILED, error="expired before it could be sent")
        return False
    try:
        _hand_over(message)
    except (SmsRefusedError, BrokenSealError) as error:
        _settle(message, state=MessageState.FAILED, error=repr(error))
    except Exception as error:
        # Whatever a mail server or gateway raises must not keep the messages behind it waiting.
        logger.warning("message %s was not sent", message.pk, exc_info=True)
        _retry_later(message, error=repr(error), now=now)
    else:
        _settle(message, state=MessageState.SENT, sent_at=now)
        return True
    return False


def _hand_over(message: OutboxMessage) -> None:
    text = read_body(message)
    if message.channel == Channel.SMS:
        sms_backend().send(message_id=message.pk, phone=message.recipient, text=text)
        return
    headers = {"Message-ID": f"<{message.pk}@wangan>"}
    EmailMessage(message.subject, text, to=[message.recipient], headers=headers).send()


def _retry_later(message: OutboxMessage, *, error: str, now: datetime) -> None:
    if message.tries >= MAX_TRIES:
        _settle(message, state=MessageState.FAILED, error=error)
        return
    wait = FIRST_RETRY * 3 ** (message.tries - 1)
    OutboxMessage.objects.filter(pk=message.pk, claim=message.claim).update(
        state=MessageState.QUEUED, claim=None, due_at=now + wait, error=error[:300]
    )


def _settle(
    message: OutboxMessage, *, state: MessageState, sent_at: datetime | None = None, error: str = ""
) -> None:
    """Close the message, if the claim is still ours. What opened an account is wiped."""
    mine = OutboxMessage.objects.filter(pk=message.pk, claim=message.claim)
    # One that left and is not noted would leave again.
    persist(
        lambda: mine.update(
            state=state,
            claim=None,
            sent_at=sent_at,
            error=error[:300],
            body="" if message.is_one_time else message.body,
        )
    )
