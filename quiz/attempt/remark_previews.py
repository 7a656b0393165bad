"""Looking at what rulings would change, as a job: it reads every closed attempt of a paper."""

from collections.abc import Sequence
from datetime import datetime
from tempfile import TemporaryFile
from uuid import UUID

import msgspec

from accounts.models import User
from common.jobs import JobResult, JobState, Progress, enqueue_job, register_job
from common.models import Job
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.remarking import RemarkPreview, preview_remark
from quiz.attempt.rulings import check_rulings
from quiz.paper.compiled import compiled_paper

PREVIEW_JOB = "preview_remark"


def request_remark_preview(
    *, paper_id: UUID, rulings: Sequence[RulingTerms], by: User, now: datetime
) -> Job:
    """Queue the look at who would move; nothing is changed.

    Whether `by` may look is the caller's to decide. Raises `InvalidRuling`.
    """
    check_rulings(compiled_paper(paper_id), rulings)
    proposed = [{"index": one.index, "kind": one.kind.value, "key": one.key} for one in rulings]
    params = {"paper_id": str(paper_id), "rulings": proposed}
    return enqueue_job(kind=PREVIEW_JOB, owner=by, params=params, now=now)


@register_job(PREVIEW_JOB)
def run_preview_job(job: Job, progress: Progress) -> JobResult:
    """Leave the preview behind as JSON, for `preview_found_by` to read."""
    preview = preview_remark(
        paper_id=UUID(job.params["paper_id"]),
        rulings=[
            RulingTerms(index=one["index"], kind=RulingKind(one["kind"]), key=one["key"])
            for one in job.params["rulings"]
        ],
        progress=progress,
    )
    file = TemporaryFile()  # noqa: SIM115 - the job closes it once it is stored
    file.write(msgspec.json.encode(preview))
    return JobResult(file=file, file_name="preview.json")


def preview_found_by(job: Job) -> RemarkPreview | None:
    """What the job found; None while it has not, or when it is a job of another kind."""
    if job.kind != PREVIEW_JOB or job.state != JobState.DONE or not job.result:
        return None
    with job.result.open("rb") as file:
        return msgspec.json.decode(file.read(), type=RemarkPreview)
