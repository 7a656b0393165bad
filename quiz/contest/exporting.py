"""Exporting a contest's results as a job: one line an entry, as the board orders them."""

from collections.abc import Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from common.jobs import Job, JobFailedError, JobResult, Progress, enqueue_job, register_job
from common.spreadsheets import Cell, write_csv, write_xlsx
from common.text import django_language, localise
from quiz.contest.guest_names import name_in
from quiz.contest.models import Contest, Entry
from quiz.contest.scopes import organised_contests

EXPORT_JOB = "contest_results"
FORMATS = ("csv", "xlsx")
CHUNK = 2000


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


def write_results(
    contest: Contest, file: IO[bytes], file_format: str, *, language: str, progress: Progress
) -> None:
    """Write header and rows into an open file."""
    rows = _rows(contest, language=language, progress=progress)
    if file_format == "csv":
        write_csv(file, header=_header(), rows=rows)
    else:
        write_xlsx(file, title=localise(contest.title, language), header=_header(), rows=rows)


def _header() -> list[str]:
    return [
        _("Rank"),
        _("Name"),
        _("Username"),
        _("Phone"),
        _("Region"),
        _("Organisation"),
        _("Score"),
        _("Time used in seconds"),
        _("Reached at"),
        _("Finished attempts"),
        _("Passed"),
        _("Registered at"),
        _("Disqualified because"),
        _("Simulated"),
    ]


def _rows(contest: Contest, *, language: str, progress: Progress) -> Iterator[list[Cell]]:
    """Ranked entries in order, then those without a place, by registration."""
    entries = contest.entries.select_related("user", "region", "organisation")
    in_order = entries.order_by(
        F("disqualified_at").asc(nulls_first=True), F("rank_key").asc(nulls_last=True), "pk"
    )
    total = entries.count()
    rank, key_before = 0, None
    for number, entry in enumerate(in_order.iterator(chunk_size=CHUNK), start=1):
        ranked = entry.rank_key is not None and not entry.is_disqualified
        if ranked and entry.rank_key != key_before:
            rank, key_before = number, entry.rank_key
        yield _row(contest, entry, rank if ranked else None, language)
        progress.report(done=number, total=total)


def _row(contest: Contest, entry: Entry, rank: int | None, language: str) -> list[Cell]:
    return [
        rank,
        name_in(entry.user, language),
        entry.user.username,
        entry.user.phone,
        localise(entry.region.name, language) if entry.region else None,
        localise(entry.organisation.name, language) if entry.organisation else None,
        None if entry.score_centi is None else entry.score_centi / 100,
        None if entry.time_used_ms is None else entry.time_used_ms / 1000,
        entry.reached_at,
        entry.attempts_counted,
        entry.passed,
        entry.registered_at,
        entry.disqualified_reason if entry.is_disqualified else None,
        contest.is_simulated or entry.user.is_simulated,
    ]
