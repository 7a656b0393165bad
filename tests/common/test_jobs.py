"""Long work in the background."""

import io
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection

from common import jobs
from common.clock import now as real_now
from common.jobs import (
    LEASE,
    MAX_TRIES,
    ClaimLostError,
    Job,
    JobError,
    JobFailedError,
    JobResult,
    JobState,
    enqueue_job,
    register_job,
    run_job,
    run_pending_jobs,
)
from common.tasks import run_job as run_job_task
from common.tasks import run_pending_jobs as run_pending_jobs_task

pytestmark = pytest.mark.django_db

ran: list[str] = []


@register_job("tests.write")
def write_greeting(job, progress):
    """Write a small file."""
    ran.append(str(job.pk))
    progress.report(done=1, total=2)
    progress.report(done=2, total=2)
    return JobResult(
        message="written",
        file=io.BytesIO(job.params["text"].encode()),
        file_name="greeting.txt",
        errors=(JobError(row=3, code="unknown_region", detail="Row 3", column="region"),),
    )


LONG_WORK: dict[str, time_machine.Traveller] = {}


@register_job("tests.long")
def take_long(job, progress):
    """Take ten minutes, of which the clock of the test knows."""
    LONG_WORK["clock"].shift(600)
    return JobResult()


@register_job("tests.refuse")
def refuse(job, progress):
    """Know that it cannot be done."""
    raise JobFailedError("The contest has no entries.")


@register_job("tests.break")
def break_down(job, progress):
    """Have a mistake in it."""
    raise ZeroDivisionError("secret detail")


OUTAGES: list[Exception] = []


@register_job("tests.outage")
def find_no_database(job, progress):
    """Find the database away as often as the test says."""
    if OUTAGES:
        raise OUTAGES.pop()
    return JobResult(message="at last")


@register_job("tests.overtaken")
def be_overtaken(job, progress):
    """Lose its claim while it works."""
    Job.objects.filter(pk=job.pk).update(claim=job.pk)
    progress.report(done=1, total=1)
    return JobResult(message="too late")


@register_job("tests.overtaken_at_the_end")
def be_overtaken_at_the_end(job, progress):
    """Lose its claim without noticing."""
    Job.objects.filter(pk=job.pk).update(claim=job.pk)
    return JobResult(file=io.BytesIO(b"late"), file_name="late.txt")


@pytest.fixture(autouse=True)
def _nothing_ran():
    ran.clear()


@pytest.fixture
def job(resident, now):
    return enqueue_job(kind="tests.write", owner=resident, params={"text": "你好"}, now=now)


def make_job(kind, now):
    return enqueue_job(kind=kind, owner=None, params={}, now=now)


def test_a_job_waits_for_a_worker(job, resident, now):
    assert (job.state, job.owner, job.created_at) == (JobState.QUEUED, resident, now)


def test_a_job_calls_the_worker_after_the_commit(resident, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        enqueue_job(kind="tests.write", owner=resident, params={"text": ""}, now=now)

    assert len(calls) == 1


def test_a_kind_that_nobody_does_is_refused(now):
    with pytest.raises(KeyError):
        make_job("tests.unknown", now)


def test_a_kind_has_one_function():
    with pytest.raises(ValueError, match="two functions"):
        register_job("tests.write")(write_greeting)


def test_a_job_leaves_its_result(job, now):
    assert run_job(job_id=job.pk, now=now) is True

    job.refresh_from_db()
    assert (job.state, job.message, job.done, job.total) == (JobState.DONE, "written", 2, 2)
    assert (job.result.read().decode(), job.result_name) == ("你好", "greeting.txt")
    assert job.errors == [
        {"row": 3, "code": "unknown_region", "detail": "Row 3", "column": "region", "item": ""}
    ]
    assert (job.started_at, job.tries, job.lease_until) == (now, 1, None)


def test_a_finished_job_is_not_run_again(job, now):
    run_job(job_id=job.pk, now=now)

    assert run_job(job_id=job.pk, now=now + timedelta(days=1)) is False
    assert run_pending_jobs(now=now + timedelta(days=1)) == 0
    assert ran == [str(job.pk)]


def test_a_job_that_cannot_be_done_says_why(now):
    job = make_job("tests.refuse", now)

    run_job(job_id=job.pk, now=now)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "The contest has no entries.")


def test_a_mistake_fails_the_job_and_tells_its_owner_no_details(now):
    job = make_job("tests.break", now)

    run_job(job_id=job.pk, now=now)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "")


def test_a_job_that_found_the_database_away_waits_for_its_next_turn(now):
    OUTAGES[:] = [OperationalError("planted")]
    job = make_job("tests.outage", now)

    run_job(job_id=job.pk, now=now)
    job.refresh_from_db()
    assert (job.state, job.tries, job.claim) == (JobState.QUEUED, 1, None)

    assert run_pending_jobs(now=now) == 1
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.DONE, "at last")


def test_a_job_that_finds_the_database_away_every_time_fails_in_the_end(now):
    OUTAGES[:] = [OperationalError("planted") for _ in range(MAX_TRIES)]
    job = make_job("tests.outage", now)

    while run_pending_jobs(now=now):
        pass

    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.FAILED, MAX_TRIES)


def test_a_lease_counts_from_now_when_the_clock_was_set_back(job, now):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=now + timedelta(hours=1), tries=1
    )

    assert (run_pending_jobs(now=now), run_pending_jobs(now=now + LEASE)) == (0, 1)


def test_a_job_held_by_a_living_worker_is_left_alone(job, now):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=now + LEASE, tries=1
    )

    assert run_job(job_id=job.pk, now=now) is False
    assert run_pending_jobs(now=now) == 0


def test_a_job_whose_worker_died_is_run_when_its_lease_is_over(job, now):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=now + LEASE, tries=1, started_at=now
    )

    assert run_pending_jobs(now=now + LEASE) == 1
    job.refresh_from_db()
    assert (job.state, job.tries, job.started_at) == (JobState.DONE, 2, now)


def test_after_a_long_job_the_turn_ends(now, time_machine_at):
    LONG_WORK["clock"] = time_machine_at
    long, after = make_job("tests.long", now), make_job("tests.refuse", now + timedelta(seconds=1))

    assert run_pending_jobs(now=now + timedelta(seconds=2)) == 1

    states = Job.objects.in_bulk([long.pk, after.pk])
    assert (states[long.pk].state, states[after.pk].state) == (JobState.DONE, JobState.QUEUED)


def test_a_job_that_kills_its_workers_is_given_up(job, now):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=now, tries=MAX_TRIES
    )

    assert run_pending_jobs(now=now) == 0
    job.refresh_from_db()
    assert (job.state, ran) == (JobState.FAILED, [])


def test_progress_renews_the_lease(job, now):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=now, tries=1
    )
    job.refresh_from_db()

    jobs.Progress(job).report(done=5, total=10, message="half")

    job.refresh_from_db()
    assert (job.done, job.total, job.message) == (5, 10, "half")
    assert job.lease_until > real_now()


def test_progress_is_written_once_a_second(job, django_assert_num_queries):
    job.claim = job.pk
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, claim=job.pk, lease_until=real_now(), tries=1
    )
    progress = jobs.Progress(job)

    with django_assert_num_queries(2):
        for done in range(1, 1001):
            progress.report(done=done, total=1000)


def test_progress_without_a_claim_is_refused(job):
    job.claim = job.pk

    with pytest.raises(ClaimLostError):
        jobs.Progress(job).report(done=1)


@pytest.mark.parametrize("kind", ["tests.overtaken", "tests.overtaken_at_the_end"])
def test_a_worker_that_lost_its_claim_writes_nothing(kind, now):
    job = make_job(kind, now)

    run_job(job_id=job.pk, now=now)

    job.refresh_from_db()
    assert (job.state, job.message, job.result.name) == (JobState.RUNNING, "", "")


def test_a_claim_exists_exactly_while_the_job_runs(job):
    with pytest.raises(IntegrityError):
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)


def test_a_repeated_worker_message_runs_nothing_twice(job):
    run_job_task(str(job.pk))
    run_job_task(str(job.pk))
    run_pending_jobs_task()

    assert ran == [str(job.pk)]


def test_a_lost_worker_message_loses_no_job(job):
    run_pending_jobs_task()

    job.refresh_from_db()
    assert job.state == JobState.DONE


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_a_job_once(now):
    job = enqueue_job(kind="tests.write", owner=None, params={"text": "x"}, now=now)
    together = Barrier(2)
    outcomes = []

    def work():
        together.wait()
        try:
            outcomes.append(run_job(job_id=job.pk, now=now))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(outcomes) == [False, True]
    assert ran == [str(job.pk)]
