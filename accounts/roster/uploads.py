"""A roster on its way: uploaded, checked, looked at, confirmed, imported, forgotten."""

from datetime import datetime, timedelta
from typing import TypedDict

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import Organisation, RosterImport, RosterImportState, User
from accounts.roster.plan import RosterOptions
from accounts.roster.storing import WRITTEN
from common.jobs import Job, JobState, enqueue_job

PLAN_JOB, APPLY_JOB = "plan_roster_import", "apply_roster_import"
KEPT = timedelta(days=7)
MAX_NAME_CHARACTERS = 200


class RosterSettings(TypedDict, total=False):
    """What can be said about an import; what is left out stays."""

    create_units: bool
    absent_leave: bool


class RosterNotReady(RuntimeError):
    """The import is at another point of its way than this step needs."""

    def __init__(self, state: RosterImportState) -> None:
        """Keep where it is."""
        super().__init__(f"the import is {state}")
        self.state = state


class NothingInRoster(RosterNotReady):
    """The file holds nothing that is new or changed."""


class AnotherRosterRuns(RuntimeError):
    """Another roster of the organisation is being imported."""


@transaction.atomic
def upload_roster(
    *,
    organisation: Organisation,
    data: bytes,
    file_name: str,
    settings: RosterSettings,
    by: User,
    now: datetime,
) -> RosterImport:
    """Keep the file, and have it checked by a job. Nobody is written before it is confirmed."""
    uploaded = RosterImport(
        organisation=organisation,
        owner=by,
        file_name=file_name[-MAX_NAME_CHARACTERS:],
        created_at=now,
        **settings,
    )
    # Under its id: what a file is called by people is no name for a file of ours.
    uploaded.file.save(str(uploaded.pk), ContentFile(data), save=False)
    uploaded.save()
    return _enqueue(uploaded, PLAN_JOB, RosterImportState.PLANNING, by, now)


@transaction.atomic
def change_roster_import(
    *, roster_import: RosterImport, settings: RosterSettings, by: User, now: datetime
) -> RosterImport:
    """Say something else about an import that is not confirmed, and have it checked again.

    Raises `RosterNotReady`.
    """
    locked = _lock(roster_import)
    if locked.state not in (RosterImportState.PLANNING, RosterImportState.PLANNED):
        raise RosterNotReady(RosterImportState(locked.state))
    for name, value in settings.items():
        setattr(locked, name, value)
    locked.save(update_fields=tuple(settings))
    return _enqueue(locked, PLAN_JOB, RosterImportState.PLANNING, by, now)


@transaction.atomic
def confirm_roster_import(*, roster_import: RosterImport, by: User, now: datetime) -> RosterImport:
    """Have the import written by a job; one that broke off is taken up again.

    Raises `RosterNotReady`, `NothingInRoster` and `AnotherRosterRuns`.
    """
    locked = _lock(roster_import)
    broke_off = locked.state == RosterImportState.APPLYING and _has_failed(locked.job)
    if locked.state != RosterImportState.PLANNED and not broke_off:
        raise RosterNotReady(RosterImportState(locked.state))
    if not any(locked.counts.get(action) for action in WRITTEN):
        raise NothingInRoster(RosterImportState(locked.state))
    try:
        with transaction.atomic():
            return _enqueue(locked, APPLY_JOB, RosterImportState.APPLYING, by, now)
    except IntegrityError:
        raise AnotherRosterRuns from None


def discard_roster_import(*, roster_import: RosterImport) -> None:
    """Forget an import and its file. Raises `RosterNotReady` while it is being written."""
    with transaction.atomic():
        locked = _lock(roster_import)
        if locked.state == RosterImportState.APPLYING and not _has_failed(locked.job):
            raise RosterNotReady(RosterImportState(locked.state))
        # The file first, as in `common.retention`: a row without one can be deleted again.
        locked.file.delete(save=False)
        locked.delete()


def forget_old_rosters(*, now: datetime) -> int:
    """Delete imports that were uploaded more than 7 days ago, with their files; the number."""
    forgotten = 0
    for old in RosterImport.objects.filter(created_at__lt=now - KEPT).iterator():
        try:
            discard_roster_import(roster_import=old)
        except RosterNotReady:
            continue
        forgotten += 1
    return forgotten


def options_of(roster_import: RosterImport) -> RosterOptions:
    """What the file may do."""
    return RosterOptions(
        create_units=roster_import.create_units, absent_leave=roster_import.absent_leave
    )


def _lock(roster_import: RosterImport) -> RosterImport:
    imports = RosterImport.objects.select_for_update(of=("self",))
    return imports.select_related("organisation", "job").get(pk=roster_import.pk)


def _has_failed(job: Job | None) -> bool:
    return job is None or job.state == JobState.FAILED


def _enqueue(
    roster_import: RosterImport, kind: str, state: RosterImportState, by: User, now: datetime
) -> RosterImport:
    params = {"import": str(roster_import.pk)}
    roster_import.job = enqueue_job(kind=kind, owner=by, params=params, now=now)
    roster_import.state = state
    roster_import.save(update_fields=("job", "state"))
    return roster_import
