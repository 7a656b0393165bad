"""Talking about a question: comments, open or resolved."""

from datetime import datetime
from typing import TYPE_CHECKING

from quiz.bank.models import Comment, Question

if TYPE_CHECKING:
    from accounts.models import User

MAX_COMMENT_CHARACTERS = 2000


def add_comment(*, question: Question, text: str, by: "User", now: datetime) -> Comment:
    """Say something about the question as it is now."""
    assert question.current_revision_id is not None  # noqa: S101 - every question has a text
    return Comment.objects.create(
        question=question,
        revision_id=question.current_revision_id,
        author=by,
        text=text,
        created_at=now,
    )


def resolve_comment(*, comment: Comment, is_resolved: bool, by: "User", now: datetime) -> Comment:
    """Mark a comment as dealt with, or take that back; doing it again changes nothing."""
    asked = Comment.objects.filter(pk=comment.pk, resolved_at__isnull=is_resolved)
    asked.update(resolved_at=now if is_resolved else None, resolved_by=by if is_resolved else None)
    comment.refresh_from_db()
    return comment
