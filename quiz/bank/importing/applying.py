"""Writing a plan into the bank, some hundred questions at a time.

Each batch is a transaction of its own, so that no other writer waits long (SQLite has one writer
at a time) and a killed import leaves whole questions only. Run again, it finds what is there as
unchanged and goes on with the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.audit import record_event
from common.ids import uuid7
from quiz.bank.bulk_writing import QuestionDraft, write_questions
from quiz.bank.enums import APPROVED_STATUSES, ImportAction
from quiz.bank.formats import Fault, Reading
from quiz.bank.importing.plan import ImportItem, ImportOptions, ImportPlan, KnownQuestion
from quiz.bank.importing.planning import plan_import
from quiz.bank.importing.topics import create_topics
from quiz.bank.models import Bank, Question
from quiz.bank.workflow import SecondReaderNeeded

BATCH = 500
MAX_REPLANS = 5

Report = Callable[[int, int], None]
"""Told how many questions are done, and of how many."""
Outcome = Callable[[Sequence[ImportItem]], None]
"""Called with the items of a batch inside the transaction that has written them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import: which questions go where, how, by whom and when."""

    bank: Bank
    reading: Reading
    options: ImportOptions
    by: User | None
    now: datetime

    def plan(self) -> ImportPlan:
        """What would become of each question, as the bank is now."""
        return plan_import(bank=self.bank, reading=self.reading, options=self.options)


class BankGrew(Exception):
    """Somebody else added questions to the bank: plan again before anything is doubled."""


def import_questions(
    *, run: ImportRun, report: Report = lambda _done, _total: None, source: str = ""
) -> ImportPlan:
    """Bring the questions of a file into a bank, and record that in the audit trail.

    The answer is the plan, with what turned out otherwise: a question that somebody changed while
    this was running is an error. `source` is the file's name, for the trail. Raises
    `SecondReaderNeeded` where the bank lets nobody approve what they bring in themselves.
    """
    check_status(bank=run.bank, options=run.options, by=run.by)
    plan = run.plan()
    apply_plan(run=run, plan=plan, report=report)
    record_import(run=run, counts=plan.counts, source=source)
    return plan


def check_status(*, bank: Bank, options: ImportOptions, by: User | None) -> None:
    """Raise `SecondReaderNeeded` where new questions may not begin with the status asked for."""
    if options.status in APPROVED_STATUSES and by is not None and bank.needs_second_reader:
        raise SecondReaderNeeded


def apply_plan(
    *,
    run: ImportRun,
    plan: ImportPlan,
    report: Report = lambda _done, _total: None,
    outcome: Outcome = lambda _items: None,
) -> None:
    """Write what the plan says; its items are brought up to date with what came of them.

    When the bank grew since the plan was made, what is not written yet is planned again.
    """
    waiting = [item for item in plan.items if item.write is not None]
    total, replans = len(waiting), 0
    while waiting:
        batch = waiting[:BATCH]
        try:
            with transaction.atomic():
                _write_batch(run, plan, batch)
                outcome(batch)
        except (BankGrew, IntegrityError):
            replans += 1
            if replans > MAX_REPLANS:
                raise
            _plan_again(run, plan, waiting)
            with transaction.atomic():
                outcome([item for item in waiting if item.write is None])
            waiting = [item for item in waiting if item.write is not None]
        else:
            plan.bank_size += sum(item.action is ImportAction.CREATE for item in batch)
            for item in batch:
                item.write = None
            waiting = waiting[BATCH:]
        report(total - len(waiting), total)


def _plan_again(run: ImportRun, plan: ImportPlan, items: Sequence[ImportItem]) -> None:
    """Bring items that are not written yet in step with the bank as it is now."""
    again = run.plan()
    plan.bank_size = again.bank_size
    by_number = {item.number: item for item in again.items}
    for item in items:
        settle(item, by_number[item.number])


def was_agreed(item: ImportItem, action: str, revision_id: UUID | None) -> bool:
    """Whether this is what somebody saw who agreed to it, down to the wording it replaces."""
    return (item.action, revision_of(item)) == (action, revision_id)


def revision_of(item: ImportItem) -> UUID | None:
    """The wording that was current when the item was planned."""
    return item.known.revision_id if item.known is not None else None


def settle(item: ImportItem, again: ImportItem) -> None:
    """Take over from a newer plan what may be taken over without asking.

    What is the same still is to be written; what somebody else has written just so is unchanged;
    anything else is an error, because nobody has agreed to it.
    """
    if was_agreed(again, item.action, revision_of(item)) or again.action is ImportAction.UNCHANGED:
        item.action, item.write, item.known = again.action, again.write, again.known
        item.changes, item.question_id = again.changes, again.question_id
    elif again.action is ImportAction.ERROR:
        for fault in again.faults:
            item.refuse(fault)
    else:
        item.refuse(changed_meanwhile(item))


def changed_meanwhile(item: ImportItem) -> Fault:
    """Why a question is left alone that is not as it was when the import was planned."""
    message = _("The question was changed or added by somebody else meanwhile: look again.")
    return Fault(place=item.place, code="changed_meanwhile", message=message)


def record_import(*, run: ImportRun, counts: Mapping[str, int], source: str = "") -> None:
    """Note in the audit trail that questions came into the bank, and how many."""
    record_event(
        actor=run.by,
        action="questions_imported",
        subject=run.bank,
        organisation_id=run.bank.organisation_id,
        after={**counts, "status": str(run.options.status), "source": source},
        now=run.now,
    )


def _write_batch(run: ImportRun, plan: ImportPlan, batch: Sequence[ImportItem]) -> None:
    bank = run.bank
    # Imports into one bank take turns; adding a single question only needs the key and may pass.
    Bank.objects.select_for_update(no_key=True).get(pk=bank.pk)
    if Question.objects.filter(bank=bank, current_revision__isnull=False).count() != plan.bank_size:
        raise BankGrew
    locked = _lock(batch)
    for item in batch:
        if item.known is not None and not _is_as_planned(item.known, locked.get(item.known.id)):
            item.refuse(changed_meanwhile(item))
    writes = [(item, item.write) for item in batch if item.write is not None]
    create_topics(bank, [write.topic for _item, write in writes])
    drafts = []
    for item, write in writes:
        new = Question(id=uuid7(), bank=bank, status=run.options.status, created_at=run.now)
        question = locked[item.known.id] if item.known else new
        question.external_id, question.topic_id = write.external_id, write.topic.id
        question.difficulty, question.tags = write.difficulty, list(write.tags)
        item.question_id = question.id
        drafts.append(QuestionDraft(question, write.content, write.is_reworded))
    write_questions(drafts=drafts, by=run.by, now=run.now)


def _lock(batch: Sequence[ImportItem]) -> dict[UUID, Question]:
    ids = [item.known.id for item in batch if item.known is not None]
    if not ids:
        return {}
    # Always in the same order, so that two writers cannot wait for each other.
    rows = Question.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {question.pk: question for question in rows}


def _is_as_planned(known: KnownQuestion, question: Question | None) -> bool:
    return question is not None and (
        question.current_revision_id == known.revision_id
        and question.topic_id == known.topic_id
        and question.difficulty == known.difficulty
        and tuple(question.tags) == known.tags
        and question.external_id == known.external_id
    )
