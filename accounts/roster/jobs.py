"""The work on an uploaded roster outside the request: checking it, and writing it."""

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import (
    RosterAction,
    RosterImport,
    RosterImportState,
    User,
)
from accounts.permissions import Action, can
from accounts.roster.applying import apply_roster, check_roster, record_roster
from accounts.roster.plan import RosterItem, RosterPlan
from accounts.roster.reading import open_roster, read_roster
from accounts.roster.storing import digest, job_errors, settle, store_plan, store_refused
from accounts.roster.uploads import APPLY_JOB, PLAN_JOB, options_of
from common import clock
from common.faults import Fault, fault_to_stored
from common.jobs import Job, JobFailedError, JobResult, Progress, register_job
from common.text import django_language


@register_job(PLAN_JOB)
def run_plan_job(job: Job, progress: Progress) -> JobResult:
    """Read the file, and say what would become of each person."""
    roster_import, owner = _import_of(job)
    with override(django_language(owner.language)):
        plan = _plan(roster_import)
        progress.report(done=0, total=len(plan.items))
        with transaction.atomic():
            mine = RosterImport.objects.filter(
                pk=roster_import.pk, job=job, state=RosterImportState.PLANNING
            )
            if mine.update(
                state=RosterImportState.PLANNED,
                counts=dict(plan.counts),
                new_units=["/".join(unit.path) for unit in plan.new_units],
                warnings=[fault_to_stored(fault) for fault in plan.warnings],
            ):
                store_plan(roster_import, plan.items)
        return JobResult(errors=tuple(job_errors(plan.items)))


@register_job(APPLY_JOB)
def run_apply_job(job: Job, progress: Progress) -> JobResult:
    """Write what was agreed to. What an earlier try has written is not written again."""
    roster_import, owner = _import_of(job)
    if roster_import.state != RosterImportState.APPLYING or roster_import.job_id != job.pk:
        return JobResult()
    with override(django_language(owner.language)):
        plan = _plan(roster_import)
        _keep_to_what_was_agreed(roster_import, plan)
        try:
            apply_roster(
                organisation=roster_import.organisation,
                plan=plan,
                now=clock.now(),
                report=lambda done, total: progress.report(done=done, total=total),
                outcome=lambda items: settle(roster_import, items),
            )
        except IntegrityError:
            told = _("Somebody else changed the same people meanwhile. Go on to write the rest.")
            raise JobFailedError(told) from None
        _finish(roster_import, job, owner)
        return JobResult(errors=tuple(job_errors(plan.items)))


def _import_of(job: Job) -> tuple[RosterImport, User]:
    """The import, for somebody who still trains the organisation."""
    imports = RosterImport.objects.select_related("organisation")
    found = imports.filter(pk=job.params["import"]).first()
    owner = job.owner
    if found is None or owner is None or not can(owner, Action.TRAIN, found.organisation):
        raise JobFailedError(_("This roster is gone, or its organisation is not yours to train."))
    return found, owner


def _plan(roster_import: RosterImport) -> RosterPlan:
    with roster_import.file.open("rb") as file:
        data = file.read()
    return check_roster(
        organisation=roster_import.organisation,
        reading=read_roster(open_roster(data)),
        options=options_of(roster_import),
    )


def _keep_to_what_was_agreed(roster_import: RosterImport, plan: RosterPlan) -> None:
    """Take out of the plan what is done already, and what is not as it was shown."""
    rows = roster_import.items.values_list("number", "agreed", "is_settled")
    agreed = {number: (shown, is_settled) for number, shown, is_settled in rows.iterator()}
    turned: list[RosterItem] = []
    for item in plan.items:
        shown, is_settled = agreed.get(item.number, ("", False))
        if is_settled:
            item.person = None
        elif item.person is not None and digest(item) != shown:
            item.refuse(Fault(place=item.place, code="changed_meanwhile", message=_MEANWHILE))
            turned.append(item)
    kept = {unit for item in plan.items if item.person for unit in item.person.units}
    kept |= {unit for item in plan.items if item.person for unit in item.person.manages}
    plan.keep_units(kept)
    with transaction.atomic():
        store_refused(roster_import, [item for item in turned if item.number in agreed])


_MEANWHILE = gettext_lazy(
    "The organisation was changed by somebody else meanwhile: upload the file again and look."
)


def _finish(roster_import: RosterImport, job: Job, owner: User) -> None:
    """Close the import and record it, unless another worker has."""
    now = clock.now()
    counts = roster_import.items.aggregate(
        **{action.value: Count("pk", filter=Q(action=action)) for action in RosterAction}
    )
    with transaction.atomic():
        mine = RosterImport.objects.filter(
            pk=roster_import.pk, job=job, state=RosterImportState.APPLYING
        )
        if mine.update(state=RosterImportState.DONE, counts=counts, finished_at=now):
            record_roster(
                organisation=roster_import.organisation,
                by=owner,
                counts=counts,
                source=roster_import.file_name,
                now=now,
            )
