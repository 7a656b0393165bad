"""Changing many questions alike: each by itself, so that one that refuses stops no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from common import clock
from common.jobs import (
    Job,
    JobError,
    JobFailedError,
    JobResult,
    Progress,
    enqueue_job,
    register_job,
)
from common.text import Language, django_language, language_of, localise
from quiz.bank.access import editable_banks
from quiz.bank.editing import QuestionNotes, change_notes
from quiz.bank.enums import Difficulty
from quiz.bank.limits import MAX_TAGS
from quiz.bank.models import Bank, Question, Topic
from quiz.bank.reviewing import ChangedMeanwhile, take_step
from quiz.bank.tagging import TagsInvalid
from quiz.bank.workflow import SecondReaderNeeded, Step, StepNotPossible

if TYPE_CHECKING:
    from accounts.models import User

BULK_JOB = "bank_bulk_change"
MAX_QUESTIONS = 20_000
MAX_REFUSALS_TOLD = 200
MAX_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """What to do with each of the questions; what is empty is left alone."""

    topic: UUID | None = None
    difficulty: Difficulty | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One question that was left as it was, and why."""

    question_id: UUID
    label: str
    code: str
    detail: str


@dataclass(slots=True)
class BulkReport:
    """What was done, in questions."""

    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def change_questions(
    *,
    bank: Bank,
    question_ids: Sequence[UUID],
    change: BulkChange,
    chosen_at: datetime,
    by: "User",
    now: datetime,
    report_progress: Callable[[int], None] = lambda _done: None,
) -> BulkReport:
    """Change each of the bank's questions. Run again after an interruption, it does the rest.

    A text that was written after `chosen_at` is not let through: nobody has read it. Ids that are
    not of the bank are passed over. Raises `Topic.DoesNotExist` for a topic of another bank.
    """
    topic = Topic.objects.get(bank=bank, pk=change.topic) if change.topic else None
    report = BulkReport()
    of_the_bank = set(Question.objects.filter(bank=bank).values_list("pk", flat=True))
    for done, question_id in enumerate(question_ids, start=1):
        if question_id in of_the_bank:
            with transaction.atomic():
                question = _held(bank, question_id)
                if question is not None:
                    _change_one(
                        question, change, topic, report, chosen_at=chosen_at, by=by, now=now
                    )
        report_progress(done)
    return report


def _held(bank: Bank, question_id: UUID) -> Question | None:
    """The question, held until it is written: what somebody else notes meanwhile is not lost."""
    return (
        Question.objects.select_for_update(of=("self",))
        .select_related("bank", "current_revision")
        .filter(bank=bank, pk=question_id)
        .first()
    )


def queue_change(
    *, bank: Bank, question_ids: Sequence[UUID], change: BulkChange, by: "User", now: datetime
) -> Job:
    """Queue `change_questions`, for the questions that were chosen when it was confirmed."""
    params = {
        "bank": str(bank.pk),
        "questions": [str(one) for one in question_ids],
        "topic": str(change.topic) if change.topic else None,
        "difficulty": change.difficulty,
        "add_tags": list(change.add_tags),
        "remove_tags": list(change.remove_tags),
        "step": change.step,
    }
    return enqueue_job(kind=BULK_JOB, owner=by, params=params, now=now)


@register_job(BULK_JOB)
def run_change(job: Job, progress: Progress) -> JobResult:
    """Change the questions. Whoever lost the right to write in the bank meanwhile changes none."""
    owner = job.owner
    if owner is None:
        raise JobFailedError
    with override(django_language(owner.language)):
        bank = editable_banks(owner).filter(pk=job.params["bank"]).first()
        if bank is None:
            raise JobFailedError(_("This bank is not yours to write in."))
        return _run(bank, job, owner, progress)


def _run(bank: Bank, job: Job, owner: "User", progress: Progress) -> JobResult:
    given: Mapping[str, Any] = job.params
    ids = [UUID(one) for one in given["questions"]]
    change = BulkChange(
        topic=UUID(given["topic"]) if given["topic"] else None,
        difficulty=Difficulty(given["difficulty"]) if given["difficulty"] else None,
        add_tags=tuple(given["add_tags"]),
        remove_tags=tuple(given["remove_tags"]),
        step=Step(given["step"]) if given["step"] else None,
    )
    try:
        report = change_questions(
            bank=bank,
            question_ids=ids,
            change=change,
            chosen_at=job.created_at,
            by=owner,
            now=clock.now(),
            report_progress=lambda done: progress.report(done=done, total=len(ids)),
        )
    except Topic.DoesNotExist:
        raise JobFailedError(_("This topic does not exist any more.")) from None
    return JobResult(message=summary_of(report), errors=tuple(_errors(report, ids)))


def summary_of(report: BulkReport) -> str:
    """What was done, in one line of the active language."""
    parts = [
        ngettext("%(n)d question changed.", "%(n)d questions changed.", report.changed)
        % {"n": report.changed}
    ]
    if report.unchanged:
        parts.append(_("%(n)d were so already.") % {"n": report.unchanged})
    if report.refused:
        parts.append(_("%(n)d could not be changed.") % {"n": len(report.refused)})
    # Chinese sentences have no space between them.
    between = "" if language_of(get_language()) is Language.CHINESE else " "
    return between.join(parts)


def _errors(report: BulkReport, ids: Sequence[UUID]) -> list[JobError]:
    places = {question_id: row for row, question_id in enumerate(ids, start=1)}
    return [
        JobError(row=places[one.question_id], code=one.code, detail=f"{one.label}: {one.detail}")
        for one in report.refused[:MAX_REFUSALS_TOLD]
    ]


def _change_one(
    question: Question,
    change: BulkChange,
    topic: Topic | None,
    report: BulkReport,
    *,
    chosen_at: datetime,
    by: "User",
    now: datetime,
) -> None:
    step, notes = change.step, _notes(question, change, topic)
    try:
        with transaction.atomic():
            changed = change_notes(question=question, notes=notes, by=by, now=now)
            if step is not None and not _is_there(question, step):
                take_step(question=question, step=step, read_at=chosen_at, by=by, now=now)
                changed = True
    except (StepNotPossible, TagsInvalid, ChangedMeanwhile) as refused:
        report.refused.append(_refusal(question, refused))
    else:
        report.changed += changed
        report.unchanged += not changed


def _is_there(question: Question, step: Step) -> bool:
    """Where a step leads is no refusal for a question that is there already."""
    return question.status == _LEADS_TO[step] and not question.has_unreviewed_text


_LEADS_TO = {
    Step.REVIEW: "reviewed",
    Step.PUBLISH: "published",
    Step.RETIRE: "retired",
    Step.REOPEN: "draft",
}


def _notes(question: Question, change: BulkChange, topic: Topic | None) -> QuestionNotes:
    notes = QuestionNotes()
    if topic is not None:
        notes["topic"] = topic
    if change.difficulty is not None:
        notes["difficulty"] = change.difficulty
    if change.add_tags or change.remove_tags:
        kept = [tag for tag in question.tags if tag not in change.remove_tags]
        notes["tags"] = list(dict.fromkeys((*kept, *change.add_tags)))
    return notes


def _label_of(question: Question) -> str:
    """What somebody knows the question by: its external id or the beginning of its stem."""
    if question.external_id or question.current_revision is None:
        return str(question)
    stem = localise(question.current_revision.content["stem"], get_language() or "")
    return stem if len(stem) <= MAX_LABEL else f"{stem[: MAX_LABEL - 1]}…"


def _refusal(question: Question, refused: Exception) -> Refusal:
    match refused:
        case SecondReaderNeeded():
            code = "second_reader_needed"
            detail = _("Somebody who did not write the text must let it through.")
        case ChangedMeanwhile():
            code = "revised_meanwhile"
            detail = _("Somebody has given it another text since: read it first.")
        case TagsInvalid():
            code = "tags_invalid"
            detail = _("A question has at most %(most)d tags.") % {"most": MAX_TAGS}
        case _:
            code, detail = "step_not_possible", _("Its status does not allow this.")
    return Refusal(question.pk, _label_of(question), code, detail)
