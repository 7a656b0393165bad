"""Writing questions: a first revision, and every change after it as a new one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from quiz.bank.enums import APPROVED_STATUSES, Difficulty, QuestionStatus, QuestionType
from quiz.bank.models import Bank, Question, Revision, Topic
from quiz.bank.question_content import content_to_json
from quiz.bank.searching import search_text_of
from quiz.bank.tagging import tidy_tags
from quiz.bank.types import parse_content
from quiz.bank.workflow import SecondReaderNeeded

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def create_question(
    *,
    bank: Bank,
    topic: Topic,
    content: Mapping[str, Any],
    difficulty: Difficulty,
    status: QuestionStatus = QuestionStatus.DRAFT,
    external_id: str | None = None,
    tags: Sequence[str] = (),
    by: "User | None" = None,
    now: datetime,
) -> Question:
    """Create a question with its first revision.

    Raises `InvalidContent` when the content breaks the rules of its type, `TagsInvalid`,
    `SecondReaderNeeded` when somebody lets through their own text where the bank wants another
    reader, and `IntegrityError` when the external id is taken in this bank.
    """
    parsed, tags = parse_content(content), tidy_tags(tags)
    approved = status in APPROVED_STATUSES
    if approved and by is not None and bank.needs_second_reader:
        raise SecondReaderNeeded
    question = Question.objects.create(
        bank=bank,
        topic=topic,
        external_id=external_id,
        type=parsed.type,
        difficulty=difficulty,
        tags=tags,
        search_text=search_text_of(parsed, external_id=external_id, tags=tags),
        created_at=now,
    )
    question.current_revision = Revision.objects.create(
        question=question,
        number=1,
        content=content_to_json(parsed),
        created_at=now,
        created_by=by,
    )
    question.status = status
    if approved:
        question.approved_revision = question.current_revision
    question.save(update_fields=("current_revision", "approved_revision", "status"))
    return question


@transaction.atomic
def revise_question(
    *,
    question: Question,
    content: Mapping[str, Any],
    is_reviewed: bool = False,
    by: "User | None" = None,
    now: datetime,
) -> Revision:
    """Give the question a new wording; the same wording again makes no new revision.

    A reviewed question becomes a draft again. A published one stays published with the text that
    was let through, until somebody lets the new one through (`quiz.bank.reviewing`), unless it
    `is_reviewed` already, as in a pack that we ship. Papers already published keep the revision
    they froze in any case. Raises `InvalidContent`.
    """
    parsed = parse_content(content)
    written = content_to_json(parsed)
    # Two editors at once must not both become number n + 1: the question row orders them.
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    current = locked.current_revision
    if current and current.content == written:
        return current
    locked.current_revision = Revision.objects.create(
        question=locked,
        number=current.number + 1 if current else 1,
        content=written,
        created_at=now,
        created_by=by,
    )
    follow_new_text(locked, parsed.type, is_reviewed=is_reviewed)
    locked.search_text = search_text_of(parsed, external_id=locked.external_id, tags=locked.tags)
    locked.save(update_fields=_REVISED)
    question.refresh_from_db(fields=_REVISED)
    return locked.current_revision


def follow_new_text(
    question: Question, question_type: QuestionType, *, is_reviewed: bool = False
) -> None:
    """Bring status, approval and type in step with a new current revision; saves nothing."""
    if question.status in APPROVED_STATUSES and is_reviewed:
        question.approved_revision = question.current_revision
    elif question.status == QuestionStatus.REVIEWED:
        question.status, question.approved_revision = QuestionStatus.DRAFT, None
    if not question.has_unreviewed_text:
        # What papers draw goes by the type of the text that was let through.
        question.type = question_type


_REVISED = ("current_revision", "approved_revision", "status", "type", "search_text")
