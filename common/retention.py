"""How long personal data that has done its work is kept."""

from datetime import datetime, timedelta

from common.models import Job, JobState, MessageState, OutboxMessage

MESSAGES_KEPT = timedelta(days=30)
RESULTS_KEPT = timedelta(days=7)


def forget_old_messages(*, now: datetime) -> int:
    """Delete messages that left, failed or expired more than 30 days ago; the number deleted."""
    waiting = (MessageState.QUEUED, MessageState.SENDING)
    old = OutboxMessage.objects.exclude(state__in=waiting).filter(
        created_at__lt=now - MESSAGES_KEPT
    )
    return old.delete()[0]


def forget_old_results(*, now: datetime) -> int:
    """Delete jobs that ended more than 7 days ago, with their files; the number deleted."""
    ended = Job.objects.filter(
        state__in=(JobState.DONE, JobState.FAILED), finished_at__lt=now - RESULTS_KEPT
    )
    forgotten = 0
    for job in ended.iterator():
        if job.result:
            # The file first: a row without its file can be deleted again, a file without its row
            # would stay for ever.
            job.result.delete(save=False)
        job.delete()
        forgotten += 1
    return forgotten
