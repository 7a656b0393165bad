"""Writing questions: a first revision, and every change after it as a new one."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Bank, Question, Revision, Topic
from quiz.bank.question_content import content_to_json
from quiz.bank.types import parse_content

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
    by: "User | None" = None,
    now: datetime,
) -> Question:
    """Create a question with its first revision.

    Raises `InvalidContent` when the content breaks the rules of its type, and `IntegrityError`
    when the external id is taken in this bank.
    """
    parsed = parse_content(content)
    question = Question.objects.create(
        bank=bank,
        topic=topic,
        external_id=external_id,
        type=parsed.type,
        difficulty=difficulty,
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
    question.save(update_fields=("current_revision", "status"))
    return question


@transaction.atomic
def revise_question(
    *, question: Question, content: Mapping[str, Any], by: "User | None" = None, now: datetime
) -> Revision:
    """Give the question a new wording; the same wording again makes no new revision.

    Papers already published keep the revision they froze. Raises `InvalidContent`.
    """
    parsed = parse_content(content)
    written = content_to_json(parsed)
    # Two editors at once must not both become number n + 1: the question row orders them.
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    current = locked.current_revision
    if current and current.content == written:
        return current
    revision = Revision.objects.create(
        question=locked,
        number=current.number + 1 if current else 1,
        content=written,
        created_at=now,
        created_by=by,
    )
    locked.current_revision = revision
    locked.type = parsed.type
    locked.save(update_fields=("current_revision", "type"))
    question.refresh_from_db(fields=("current_revision", "type"))
    return revision
