"""What workers do for this room. The work is found in the database, never in the message."""

from uuid import UUID

from celery import shared_task

from common import clock, jobs, outbox, retention


@shared_task(name="common.tasks.send_outbox")
def send_outbox() -> None:
    """Send the messages that are due."""
    outbox.send_outbox(now=clock.now())


@shared_task(name="common.tasks.run_job")
def run_job(job_id: str) -> None:
    """Run one job, unless it has been run or another worker holds it."""
    jobs.run_job(job_id=UUID(job_id), now=clock.now())


@shared_task(name="common.tasks.run_pending_jobs")
def run_pending_jobs() -> None:
    """Run the jobs whose message was lost or whose worker died."""
    jobs.run_pending_jobs(now=clock.now())


@shared_task(name="common.tasks.forget_old_data")
def forget_old_data() -> None:
    """Delete messages and job results that are kept no longer."""
    now = clock.now()
    retention.forget_old_messages(now=now)
    retention.forget_old_results(now=now)
