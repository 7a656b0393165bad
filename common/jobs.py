"""Long work outside the request: claimed by one worker, with progress, a result and a lease.

A room writes a function from a job to its result and registers it under a kind. Messages to the
worker may be lost or repeated: a job is found in the database and claimed by conditional update.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.files import File
from django.db.models import F, Model, Q
from django.db.models.functions import Coalesce

from common import clock
from common.batcher import outside_requests
from common.dispatch import call_worker
from common.ids import uuid7
from common.models import Job, JobState
from common.outages import is_outage
from common.persisting import persist

__all__ = [
    "Job",
    "JobError",
    "JobFailedError",
    "JobResult",
    "JobState",
    "Progress",
    "enqueue_job",
    "register_job",
    "run_job",
    "run_pending_jobs",
]

LEASE = timedelta(minutes=5)
TURN = timedelta(minutes=1)
MAX_TRIES = 5
WRITE_PROGRESS_EVERY_S = 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobError:
    """What was wrong with one row of the input; rows count from 1.

    `item` is what the row is about, where it has a name of its own.
    """

    row: int
    code: str
    detail: str
    column: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """What a job leaves behind. The file, if any, is read from its start and closed."""

    message: str = ""
    file: IO[bytes] | None = None
    file_name: str = ""
    errors: tuple[JobError, ...] = ()


class JobFailedError(Exception):
    """Raised by a job's function: it cannot be done, and its owner is told why in these words."""


class ClaimLostError(Exception):
    """Somebody else runs this job now: stop, and write nothing."""


class Progress:
    """How a job's function says how far it is. Saying so also renews its lease."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._written_at = float("-inf")

    def report(self, *, done: int, total: int | None = None, message: str = "") -> None:
        """Tell how much is done; call it as often as you like, it writes once a second.

        Raises ClaimLostError, which the function should let pass, when the lease ran out and
        another worker took the job over.
        """
        if time.monotonic() - self._written_at < WRITE_PROGRESS_EVERY_S and done != total:
            return
        self._written_at = time.monotonic()
        renewed = Job.objects.filter(pk=self._job.pk, claim=self._job.claim).update(
            done=done, total=total, message=message, lease_until=clock.now() + LEASE
        )
        if not renewed:
            raise ClaimLostError


JobFunction = Callable[[Job, Progress], JobResult]
_functions: dict[str, JobFunction] = {}


def register_job(kind: str) -> Callable[[JobFunction], JobFunction]:
    """Decorate the function that does jobs of this kind. It may run more than once."""

    def register(function: JobFunction) -> JobFunction:
        if kind in _functions:
            raise ValueError(f"two functions for jobs of kind {kind}")
        _functions[kind] = function
        return function

    return register


def enqueue_job(
    *, kind: str, owner: Model | None, params: Mapping[str, object], now: datetime
) -> Job:
    """A new job, started by a worker as soon as the surrounding transaction has committed."""
    if kind not in _functions:
        raise KeyError(kind)
    job = Job.objects.create(
        kind=kind, owner_id=owner.pk if owner else None, params=dict(params), created_at=now
    )
    call_worker("common.tasks.run_job", str(job.pk))
    return job


def run_job(*, job_id: UUID, now: datetime) -> bool:
    """Run one job if it waits or its worker went silent; False when there is nothing to do."""
    job = _claim(job_id, now=now)
    if job is None:
        return False
    try:
        with outside_requests():
            _finish(job, _functions[job.kind](job, Progress(job)))
    except ClaimLostError:
        logger.warning("job %s was taken over by another worker", job.pk)
    except JobFailedError as error:
        _fail(job, message=str(error))
    except Exception as error:
        if is_outage(error) and job.tries < MAX_TRIES:
            logger.warning("job %s waits: the database is away", job.pk, exc_info=True)
            _give_back(job)
        else:
            # What the function did not foresee must end in a state that its owner can see.
            logger.exception("job %s failed", job.pk)
            _fail(job, message="")
    return True


def run_pending_jobs(*, now: datetime, limit: int = 20) -> int:
    """Run what waits or was abandoned, oldest first; returns how many were run.

    A job whose workers died `MAX_TRIES` times is given up, or it would take them all with it. After
    a long job the turn ends: a lease counts from `now`, and the next job's would be over too soon.
    """
    # No lease reaches this far unless the clock was set back since: then it counts from now.
    leased = Job.objects.filter(state=JobState.RUNNING)
    leased.filter(lease_until__gt=now + LEASE).update(lease_until=now + LEASE)
    stop_at = clock.now() + TURN
    leased.filter(lease_until__lte=now, tries__gte=MAX_TRIES).update(
        state=JobState.FAILED, finished_at=now, claim=None, lease_until=None
    )
    pending = Job.objects.filter(_claimable(now)).order_by("created_at")
    run = 0
    for job_id in list(pending.values_list("pk", flat=True)[:limit]):
        if clock.now() >= stop_at:
            break
        run += run_job(job_id=job_id, now=now)
    return run


def _claimable(now: datetime) -> Q:
    abandoned = Q(state=JobState.RUNNING, lease_until__lte=now, tries__lt=MAX_TRIES)
    return Q(state=JobState.QUEUED) | abandoned


def _claim(job_id: UUID, *, now: datetime) -> Job | None:
    claim = uuid7()
    claimed = Job.objects.filter(_claimable(now), pk=job_id).update(
        state=JobState.RUNNING,
        claim=claim,
        lease_until=now + LEASE,
        tries=F("tries") + 1,
        started_at=Coalesce(F("started_at"), now),
    )
    return Job.objects.get(pk=job_id) if claimed else None


def _finish(job: Job, result: JobResult) -> None:
    if result.file is not None:
        with result.file as file:
            file.seek(0)
            # The job's id in the name keeps two results of one second apart.
            job.result.save(f"{job.pk}-{result.file_name}", File(file), save=False)
    kept = _close(
        job,
        state=JobState.DONE,
        message=result.message,
        errors=[asdict(error) for error in result.errors],
        result=job.result.name or "",
        result_name=result.file_name,
    )
    if not kept and job.result:
        job.result.delete(save=False)


def _give_back(job: Job) -> None:
    """Let the job wait for its next turn; its lease runs out if the database stays away."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim)
    persist(lambda: mine.update(state=JobState.QUEUED, claim=None, lease_until=None))


def _fail(job: Job, *, message: str) -> None:
    _close(job, state=JobState.FAILED, message=message)


def _close(job: Job, *, state: JobState, message: str, **fields: object) -> bool:
    """Write the end of a job, unless another worker has taken it over meanwhile."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim)
    return bool(
        mine.update(
            state=state,
            message=message[:300],
            finished_at=clock.now(),
            claim=None,
            lease_until=None,
            **fields,
        )
    )
