"""Taking a question through its life: letting a text through, publishing, retiring, reopening."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from common.audit import record_event
from quiz.bank.enums import APPROVED_STATUSES, QuestionStatus
from quiz.bank.models import Question, Review, Revision
from quiz.bank.workflow import Standing, Step, lets_text_through, next_status

if TYPE_CHECKING:
    from accounts.models import User


def standing_of(question: Question, user: "User") -> Standing:
    """What decides about the next step that this person can take. Reads bank and revision."""
    revision = question.current_revision
    wrote_it = revision is not None and revision.created_by_id == user.pk
    return Standing(
        status=QuestionStatus(question.status),
        has_unreviewed_text=question.has_unreviewed_text,
        needs_second_reader=question.bank.needs_second_reader and wrote_it,
    )


@transaction.atomic
def take_step(
    *,
    question: Question,
    step: Step,
    by: "User",
    revision: int | None = None,
    read_at: datetime | None = None,
    reason: str = "",
    now: datetime,
) -> Question:
    """Take the step, and write it into the audit trail.

    `revision` is the number of the text that the person has read, `read_at` when they chose it
    among others: a newer one is not let through unread. Raises `StepNotPossible`,
    `SecondReaderNeeded` or `ChangedMeanwhile`. Does not check whether the person may write in the
    bank.
    """
    locked = (
        Question.objects.select_for_update(of=("self",))
        .select_related("bank", "current_revision")
        .get(pk=question.pk)
    )
    current = locked.current_revision
    assert current is not None  # noqa: S101 - a question is created with its first revision
    standing = standing_of(locked, by)
    status = next_status(standing, step)
    if lets_text_through(standing, step):
        is_newer = read_at is not None and current.created_at > read_at
        if is_newer or (revision is not None and revision != current.number):
            raise ChangedMeanwhile(current)
        _let_through(locked, current, by, now)
    before = locked.status
    locked.status = status
    if status not in APPROVED_STATUSES:
        locked.approved_revision = None
    locked.save(update_fields=("status", "approved_revision", "type"))
    record_event(
        actor=by,
        action=f"question_{_PAST[step]}",
        subject=locked,
        organisation_id=locked.bank.organisation_id,
        before={"status": before},
        after={"status": str(status), "revision": current.number},
        reason=reason,
        now=now,
    )
    question.refresh_from_db(fields=("status", "approved_revision", "current_revision", "type"))
    return question


class ChangedMeanwhile(RuntimeError):
    """Somebody has given the question another text since it was read."""

    def __init__(self, current: Revision) -> None:
        """Keep the text that is there now."""
        super().__init__(f"revision {current.number} is there by now")
        self.current = current


_PAST = {
    Step.REVIEW: "reviewed",
    Step.PUBLISH: "published",
    Step.RETIRE: "retired",
    Step.REOPEN: "reopened",
}


def _let_through(question: Question, current: Revision, by: "User", now: datetime) -> None:
    Review.objects.create(
        revision=current,
        reviewer=by,
        author_id=current.created_by_id,
        needed_second_reader=question.bank.needs_second_reader,
        at=now,
    )
    question.approved_revision = current
    question.type = current.content["type"]
