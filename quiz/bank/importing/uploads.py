"""A file of questions on its way: uploaded, checked, looked at, confirmed, imported, forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from common.jobs import Job, JobState, enqueue_job
from quiz.bank.enums import APPROVED_STATUSES, ImportAction, ImportState, QuestionStatus
from quiz.bank.importing.applying import check_status
from quiz.bank.importing.plan import ImportOptions
from quiz.bank.models import Bank, QuestionImport

PLAN_JOB, APPLY_JOB = "plan_question_import", "apply_question_import"
KEPT = timedelta(days=7)
MAX_NAME_CHARACTERS = 200


class ImportSettings(TypedDict, total=False):
    """What can be said about an import; what is left out stays.

    `asked_format` and `language` are empty where they are to be found out.
    """

    asked_format: str
    language: str
    strict: bool
    status: QuestionStatus
    topic_id: UUID | None


_READ_BY = ("asked_format", "language", "strict")


class ImportNotReady(RuntimeError):
    """The import is at another point of its way than this step needs."""

    def __init__(self, state: ImportState) -> None:
        """Keep where it is."""
        super().__init__(f"the import is {state}")
        self.state = state


class NothingToImport(ImportNotReady):
    """The file holds nothing that is new or changed."""


@transaction.atomic
def upload_questions(
    *, bank: Bank, data: bytes, file_name: str, settings: ImportSettings, by: User, now: datetime
) -> QuestionImport:
    """Keep the file, and have it checked by a job. Nothing is written into the bank.

    Raises `SecondReaderNeeded` for a status that this person may not give.
    """
    uploaded = QuestionImport(
        bank=bank, owner=by, file_name=file_name[-MAX_NAME_CHARACTERS:], created_at=now, **settings
    )
    _check(uploaded, by)
    # Under its id: what a file is called by people is no name for a file of ours.
    uploaded.file.save(str(uploaded.pk), ContentFile(data), save=False)
    uploaded.save()
    return _plan(uploaded, by, now)


@transaction.atomic
def change_import(
    *, question_import: QuestionImport, settings: ImportSettings, by: User, now: datetime
) -> QuestionImport:
    """Say something else about an import that is not confirmed.

    What decides how the file is read has it checked again. Raises `ImportNotReady`, and
    `SecondReaderNeeded` for a status that this person may not give.
    """
    locked = _lock(question_import)
    if locked.state not in (ImportState.PLANNING, ImportState.PLANNED):
        raise ImportNotReady(ImportState(locked.state))
    before = _reading(locked)
    for name, value in settings.items():
        setattr(locked, name, value)
    _check(locked, by)
    locked.save(update_fields=tuple(settings))
    stuck = locked.state == ImportState.PLANNING and _has_failed(locked.job)
    return _plan(locked, by, now) if _reading(locked) != before or stuck else locked


@transaction.atomic
def confirm_import(*, question_import: QuestionImport, by: User, now: datetime) -> QuestionImport:
    """Have the import written into the bank by a job; one that broke off is taken up again.

    Raises `ImportNotReady` while it is checked, being written or done, `NothingToImport`, and
    `SecondReaderNeeded` for a status that this person may not give.
    """
    locked = _lock(question_import)
    broke_off = locked.state == ImportState.APPLYING and _has_failed(locked.job)
    if locked.state != ImportState.PLANNED and not broke_off:
        raise ImportNotReady(ImportState(locked.state))
    if not any(locked.counts[action] for action in (ImportAction.CREATE, ImportAction.UPDATE)):
        raise NothingToImport(ImportState(locked.state))
    _check(locked, by)
    return _enqueue(locked, APPLY_JOB, ImportState.APPLYING, by, now)


def discard_import(*, question_import: QuestionImport) -> None:
    """Forget an import and its file. Raises `ImportNotReady` while it is being written."""
    with transaction.atomic():
        locked = _lock(question_import)
        if locked.state == ImportState.APPLYING and not _has_failed(locked.job):
            raise ImportNotReady(ImportState(locked.state))
        # The file first, as in `common.retention`: a row without one can be deleted again.
        locked.file.delete(save=False)
        locked.delete()


def forget_old_imports(*, now: datetime) -> int:
    """Delete imports that were uploaded more than 7 days ago, with their files; the number."""
    forgotten = 0
    for old in QuestionImport.objects.filter(created_at__lt=now - KEPT).iterator():
        try:
            discard_import(question_import=old)
        except ImportNotReady:
            continue
        forgotten += 1
    return forgotten


def options_of(question_import: QuestionImport) -> ImportOptions:
    """How its new questions begin."""
    return ImportOptions(
        status=QuestionStatus(question_import.status), topic_id=question_import.topic_id
    )


def _lock(question_import: QuestionImport) -> QuestionImport:
    imports = QuestionImport.objects.select_for_update(of=("self",))
    return imports.select_related("bank", "job").get(pk=question_import.pk)


def _reading(question_import: QuestionImport) -> Mapping[str, object]:
    return {name: getattr(question_import, name) for name in _READ_BY}


def _has_failed(job: Job | None) -> bool:
    return job is None or job.state == JobState.FAILED


def _check(question_import: QuestionImport, by: User) -> None:
    if question_import.status in APPROVED_STATUSES:
        check_status(bank=question_import.bank, options=options_of(question_import), by=by)


def _plan(question_import: QuestionImport, by: User, now: datetime) -> QuestionImport:
    return _enqueue(question_import, PLAN_JOB, ImportState.PLANNING, by, now)


def _enqueue(
    question_import: QuestionImport, kind: str, state: ImportState, by: User, now: datetime
) -> QuestionImport:
    params = {"import": str(question_import.pk)}
    question_import.job = enqueue_job(kind=kind, owner=by, params=params, now=now)
    question_import.state = state
    question_import.save(update_fields=("job", "state"))
    return question_import
