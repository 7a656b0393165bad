"""The work on an uploaded file outside the request: checking it, and writing it into its bank."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from common import clock
from common.jobs import Job, JobFailedError, JobResult, Progress, register_job
from common.text import Language, django_language
from quiz.bank.access import editable_banks
from quiz.bank.enums import ImportAction, ImportState
from quiz.bank.formats import ReadOptions
from quiz.bank.importing.applying import (
    ImportRun,
    apply_plan,
    changed_meanwhile,
    record_import,
    was_agreed,
)
from quiz.bank.importing.plan import ImportItem, ImportPlan
from quiz.bank.importing.planning import plan_import
from quiz.bank.importing.storing import agreed_items, job_errors, store_items
from quiz.bank.importing.uploads import APPLY_JOB, PLAN_JOB, options_of
from quiz.bank.models import QuestionImport
from quiz.bank.parsing import ParsedFile, parse_file


@register_job(PLAN_JOB)
def run_plan_job(job: Job, progress: Progress) -> JobResult:
    """Read the file, and say what would become of each question."""
    question_import, owner = _import_of(job)
    with override(django_language(owner.language)):
        parsed = _parse(question_import)
        progress.report(done=0, total=len(parsed.reading.questions))
        plan = plan_import(
            bank=question_import.bank,
            reading=parsed.reading,
            options=options_of(question_import),
        )
        with transaction.atomic():
            mine = QuestionImport.objects.filter(
                pk=question_import.pk, job=job, state=ImportState.PLANNING
            )
            if mine.update(
                state=ImportState.PLANNED,
                format=parsed.format or "",
                counts=plan.counts,
                new_topics=[{"slug": topic.slug, "name": topic.name} for topic in plan.new_topics],
            ):
                question_import.items.all().delete()
                store_items(question_import, plan.items)
        return JobResult(errors=tuple(job_errors(plan.items)))


@register_job(APPLY_JOB)
def run_apply_job(job: Job, progress: Progress) -> JobResult:
    """Write what was agreed to. What an earlier try has written is not written again."""
    question_import, owner = _import_of(job)
    if question_import.state != ImportState.APPLYING or question_import.job_id != job.pk:
        return JobResult()
    with override(django_language(owner.language)):
        run = ImportRun(
            bank=question_import.bank,
            reading=_parse(question_import).reading,
            options=options_of(question_import),
            by=owner,
            now=clock.now(),
        )
        plan = run.plan()
        _keep_to_what_was_agreed(question_import, plan)

        def outcome(items: Sequence[ImportItem]) -> None:
            store_items(question_import, items, is_settled=True)

        apply_plan(
            run=run,
            plan=plan,
            report=lambda done, total: progress.report(done=done, total=total),
            outcome=outcome,
        )
        _finish(question_import, job, run)
        return JobResult(errors=tuple(job_errors(plan.items)))


def _import_of(job: Job) -> tuple[QuestionImport, User]:
    """The import, for somebody who may still write in its bank."""
    found = QuestionImport.objects.select_related("bank").filter(pk=job.params["import"]).first()
    owner = job.owner
    if found is None or owner is None or not editable_banks(owner).filter(pk=found.bank_id):
        raise JobFailedError(_("This import is gone, or its bank is not yours to write in."))
    return found, owner


def _parse(question_import: QuestionImport) -> ParsedFile:
    with question_import.file.open("rb") as file:
        data = file.read()
    language = question_import.language
    options = ReadOptions(
        language=Language(language) if language else None, strict=question_import.strict
    )
    return parse_file(data=data, format_name=question_import.asked_format or None, options=options)


def _keep_to_what_was_agreed(question_import: QuestionImport, plan: ImportPlan) -> None:
    """Take out of the plan what is done already, and what is not as it was shown."""
    agreed = agreed_items(question_import)
    turned: list[ImportItem] = []
    for item in plan.items:
        action, revision_id, is_settled, question_id = agreed[item.number]
        if is_settled:
            item.action, item.write, item.question_id = ImportAction(action), None, question_id
        elif not was_agreed(item, action, revision_id):
            if item.write is not None:
                item.refuse(changed_meanwhile(item))
            turned.append(item)
    with transaction.atomic():
        store_items(question_import, turned, is_settled=True)


def _finish(question_import: QuestionImport, job: Job, run: ImportRun) -> None:
    """Close the import and record it, unless another worker has."""
    counts = question_import.items.aggregate(
        **{action.value: Count("pk", filter=Q(action=action)) for action in ImportAction},
        duplicates=Count("pk", filter=Q(has_duplicates=True)),
    )
    with transaction.atomic():
        mine = QuestionImport.objects.filter(
            pk=question_import.pk, job=job, state=ImportState.APPLYING
        )
        if mine.update(state=ImportState.DONE, counts=counts, finished_at=clock.now()):
            record_import(run=run, counts=counts, source=question_import.file_name)
