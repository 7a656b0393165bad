"""Changing a question: its text, and what is noted around it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import IntegrityError, transaction

from common.audit import record_event
from quiz.bank.arranging import scramble
from quiz.bank.enums import Difficulty
from quiz.bank.models import Bank, Question, Revision, Topic
from quiz.bank.reviewing import ChangedMeanwhile
from quiz.bank.revising import create_question, revise_question
from quiz.bank.searching import search_text_of
from quiz.bank.tagging import tidy_tags

if TYPE_CHECKING:
    from accounts.models import User


class QuestionNotes(TypedDict, total=False):
    """What is noted around the text; what is left out stays as it is."""

    topic: Topic
    difficulty: Difficulty
    tags: list[str]
    external_id: str | None


class ExternalIdTaken(ValueError):
    """Another question of the bank has this external id."""


class ForeignTopic(ValueError):
    """The topic belongs to another bank."""


def write_question(
    *, bank: Bank, content: Mapping[str, Any], notes: QuestionNotes, by: "User", now: datetime
) -> Question:
    """Create a draft from what its author wrote (see `quiz.bank.arranging`).

    `notes` must name a topic. Raises `InvalidContent`, `TagsInvalid`, `ExternalIdTaken` or
    `ForeignTopic`.
    """
    _check_topic(bank, notes)
    try:
        with transaction.atomic():
            return create_question(
                bank=bank,
                topic=notes["topic"],
                content=scramble(content),
                difficulty=notes.get("difficulty", Difficulty.MEDIUM),
                external_id=notes.get("external_id"),
                tags=notes.get("tags", []),
                by=by,
                now=now,
            )
    except IntegrityError as error:
        raise ExternalIdTaken from error


@transaction.atomic
def change_question(
    *,
    question: Question,
    based_on: int | None = None,
    content: Mapping[str, Any] | None = None,
    notes: QuestionNotes,
    by: "User",
    now: datetime,
) -> Question:
    """Give the question a new text, where `content` is given, and change what is noted around it.

    `based_on`, which a text must come with, is the number of the revision that the author changed:
    raises `ChangedMeanwhile` when it is not the current one any more, and then changes nothing at
    all. Raises `InvalidContent`, `TagsInvalid`, `ExternalIdTaken` or `ForeignTopic` as well.
    """
    locked = _held(question)
    if content is not None:
        assert based_on is not None  # noqa: S101 - a new text says which one it replaces
        current = _check_current(locked, based_on)
        written = scramble(content, before=current.read_content())
        revise_question(question=locked, content=written, by=by, now=now)
    change_notes(question=locked, notes=notes, by=by, now=now)
    question.refresh_from_db()
    return question


@transaction.atomic
def change_notes(*, question: Question, notes: QuestionNotes, by: "User", now: datetime) -> bool:
    """Change what is noted around the text, and write what changed into the audit trail.

    Returns whether anything changed. Raises `TagsInvalid`, `ExternalIdTaken` or `ForeignTopic`.
    """
    _check_topic(question.bank, notes)
    if "tags" in notes:
        notes = {**notes, "tags": tidy_tags(notes["tags"])}
    before, after = _noted(question), {**_noted(question), **_written(notes)}
    if before == after:
        return False
    for name, value in notes.items():
        setattr(question, name, value)
    assert question.current_revision is not None  # noqa: S101 - as above
    question.search_text = search_text_of(
        question.current_revision.read_content(),
        external_id=question.external_id,
        tags=question.tags,
    )
    try:
        with transaction.atomic():
            question.save(update_fields=(*notes, "search_text"))
    except IntegrityError as error:
        raise ExternalIdTaken from error
    changed = [name for name in before if before[name] != after[name]]
    record_event(
        actor=by,
        action="question_changed",
        subject=question,
        organisation_id=question.bank.organisation_id,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        now=now,
    )
    return True


@transaction.atomic
def restore_revision(
    *, question: Question, number: int, based_on: int, by: "User", now: datetime
) -> Question:
    """Make an old text current again, as a new revision.

    `based_on` is the number of the revision that is to be replaced: raises `ChangedMeanwhile` when
    it is not the current one any more. Raises `Revision.DoesNotExist` for an old text that there
    never was, and `InvalidContent` for one that today's rules refuse.
    """
    locked = _held(question)
    _check_current(locked, based_on)
    old = locked.revisions.get(number=number)
    revise_question(question=locked, content=old.content, by=by, now=now)
    question.refresh_from_db()
    return question


def _held(question: Question) -> Question:
    """The question as it is, held until the transaction ends."""
    held = Question.objects.select_for_update(of=("self",))
    return held.select_related("bank", "current_revision").get(pk=question.pk)


def _check_current(question: Question, based_on: int) -> Revision:
    current = question.current_revision
    assert current is not None  # noqa: S101 - a question is created with its first revision
    if current.number != based_on:
        raise ChangedMeanwhile(current)
    return current


def _check_topic(bank: Bank, notes: QuestionNotes) -> None:
    if "topic" in notes and notes["topic"].bank_id != bank.pk:
        raise ForeignTopic


def _noted(question: Question) -> dict[str, object]:
    return {
        "topic": str(question.topic_id),
        "difficulty": int(question.difficulty),
        "tags": list(question.tags),
        "external_id": question.external_id,
    }


def _written(notes: QuestionNotes) -> dict[str, object]:
    written: dict[str, object] = dict(notes)
    if "topic" in notes:
        written["topic"] = str(notes["topic"].pk)
    return written
