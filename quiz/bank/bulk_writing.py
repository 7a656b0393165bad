"""Writing many questions at once, by the rules of `quiz.bank.revising`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from quiz.bank.enums import APPROVED_STATUSES
from quiz.bank.models import Question, Revision
from quiz.bank.question_content import QuestionContent, content_to_json
from quiz.bank.revising import follow_new_text
from quiz.bank.searching import search_text_of


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question with the fields it is to have, saved or not, and its content.

    `is_reworded` is false where the content is that of its current revision already.
    """

    question: Question
    content: QuestionContent
    is_reworded: bool = True


def write_questions(*, drafts: Sequence[QuestionDraft], by: User | None, now: datetime) -> None:
    """Write the questions, and a new revision of each that is reworded.

    For importers, which have checked the contents, the right to the status that new questions
    begin with, and locked the questions that are there already; call it inside their transaction.
    Raises `IntegrityError` when an external id is taken in its bank.
    """
    current = [draft.question.current_revision_id for draft in drafts]
    rows = Revision.objects.filter(pk__in=[pk for pk in current if pk is not None])
    numbers = dict(rows.values_list("pk", "number"))
    revisions = []
    for draft, before in zip(drafts, current, strict=True):
        question = draft.question
        question.search_text = search_text_of(
            draft.content, external_id=question.external_id, tags=question.tags
        )
        if draft.is_reworded:
            number = numbers[before] + 1 if before is not None else 1
            revisions.append(_new_revision(draft, number, by, now))
    # Each row refers to the other; the database looks when the transaction ends.
    Question.objects.bulk_create(
        [draft.question for draft in drafts],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_OVERWRITTEN,
    )
    Revision.objects.bulk_create(revisions)


_OVERWRITTEN = [
    "topic", "external_id", "type", "difficulty", "status", "tags", "search_text",
    "current_revision", "approved_revision",
]  # fmt: skip


def _new_revision(draft: QuestionDraft, number: int, by: User | None, now: datetime) -> Revision:
    question = draft.question
    is_new = number == 1
    revision = Revision(
        question=question,
        number=number,
        content=content_to_json(draft.content),
        created_at=now,
        created_by=by,
    )
    question.current_revision = revision
    if is_new and question.status in APPROVED_STATUSES:
        question.approved_revision, question.type = revision, draft.content.type
    else:
        follow_new_text(question, draft.content.type)
    return revision
