"""Exporting a contest's results as a job."""

from datetime import datetime
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from common.jobs import Job, JobFailedError, JobResult, Progress, enqueue_job, register_job
from common.text import django_language
from quiz.contest.models import Contest
from quiz.contest.results_table import write_results
from quiz.contest.scopes import organised_contests

EXPORT_JOB = "contest_results"
FORMATS = ("csv", "xlsx")


def export_results(*, contest: Contest, file_format: str, by: User, now: datetime) -> Job:
    """Queue the export of a contest's results. The file speaks the language of who asked."""
    if file_format not in FORMATS:
        raise ValueError(file_format)
    params = {"contest": str(contest.pk), "format": file_format}
    return enqueue_job(kind=EXPORT_JOB, owner=by, params=params, now=now)


@register_job(EXPORT_JOB)
def run_export_job(job: Job, progress: Progress) -> JobResult:
    """Write the file. Whoever lost the right to run the contest meanwhile gets nothing."""
    owner = job.owner
    contests = organised_contests(owner) if owner is not None else Contest.objects.none()
    contest = contests.filter(pk=job.params["contest"]).first()
    if owner is None or contest is None:
        raise JobFailedError(_("This contest is not yours to export."))
    file_format = job.params["format"]
    file = TemporaryFile()  # noqa: SIM115 - the job closes it once it is stored
    with override(django_language(owner.language)):
        write_results(contest, file, file_format, language=owner.language, progress=progress)
    return JobResult(file=file, file_name=f"{contest.slug}.{file_format}")
