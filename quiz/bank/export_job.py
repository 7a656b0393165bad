"""Exporting a bank as a job: the file, and what the format could not hold."""

from collections.abc import Collection, Iterator
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from common.jobs import (
    Job,
    JobError,
    JobFailedError,
    JobResult,
    Progress,
    enqueue_job,
    register_job,
)
from common.text import Language, django_language
from quiz.bank.access import editable_banks
from quiz.bank.enums import QuestionStatus
from quiz.bank.exporting import EXPORTED_STATUSES, Export, export_questions
from quiz.bank.formats import writer_named
from quiz.bank.models import Bank

EXPORT_JOB = "export_questions"
MAX_LOSSES_TOLD = 500


def queue_export(
    *,
    bank: Bank,
    to: str,
    language: Language,
    statuses: Collection[QuestionStatus] = EXPORTED_STATUSES,
    by: User,
    now: datetime,
) -> Job:
    """Queue the export of a bank; what is lost is told in the language of who asked."""
    params = {
        "bank": str(bank.pk),
        "format": writer_named(to).name,
        "language": language.value,
        "statuses": [status.value for status in statuses],
    }
    return enqueue_job(kind=EXPORT_JOB, owner=by, params=params, now=now)


@register_job(EXPORT_JOB)
def run_export_job(job: Job, progress: Progress) -> JobResult:
    """Write the file. Whoever lost the right to write in the bank meanwhile gets nothing."""
    owner, given = job.owner, job.params
    if owner is None:
        raise JobFailedError
    with override(django_language(owner.language)):
        bank = editable_banks(owner).filter(pk=given["bank"]).first()
        if bank is None:
            raise JobFailedError(_("This bank is not yours to write in."))
        export = export_questions(
            bank=bank,
            to=given["format"],
            language=Language(given["language"]),
            statuses=[QuestionStatus(one) for one in given["statuses"]],
        )
        progress.report(done=export.written, total=len(export.questions))
        if not export.written:
            raise JobFailedError(_("The bank has no question that this format can hold."))
        written = ngettext("{n} question written", "{n} questions written", export.written)
        return JobResult(
            message=written.format(n=export.written),
            file=BytesIO(export.writing.data),
            file_name=f"{bank.slug}{writer_named(given['format']).suffix}",
            errors=tuple(_losses(export)),
        )


def _losses(export: Export) -> Iterator[JobError]:
    """Questions that are not in the file, then those that lost something; the first of them."""
    numbers = {question.place.item: n for n, question in enumerate(export.questions, start=1)}
    faults = [*export.writing.errors, *export.writing.warnings]
    for fault in faults[:MAX_LOSSES_TOLD]:
        item = fault.place.item or ""
        row = numbers.get(fault.place.item, 1)
        yield JobError(row=row, item=item, code=fault.code, detail=str(fault.message))
