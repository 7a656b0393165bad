"""The tree of topics: adding, renaming, moving, merging and deleting them."""

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Max, ProtectedError

from common.audit import record_event
from common.ids import uuid7
from common.text import LocalisedText
from quiz.bank.keeping import slug_of
from quiz.bank.limits import MAX_SLUG_CHARACTERS, MAX_TOPIC_DEPTH
from quiz.bank.models import Bank, QuestionImport, Topic
from quiz.bank.queries import topics_with_descendants

if TYPE_CHECKING:
    from accounts.models import User

_TAIL = 6


class TopicChanges(TypedDict, total=False):
    """What can be changed about a topic; what is left out stays as it is."""

    name: LocalisedText
    parent: Topic | None
    order: int
    """Among its siblings; equal ones are ordered by slug."""


class TopicInCircle(ValueError):
    """A topic cannot be below itself."""


class TopicTooDeep(ValueError):
    """The tree would have more than `MAX_TOPIC_DEPTH` levels."""


class TopicNotEmpty(ValueError):
    """The topic has questions, or topics below it."""


class TopicOfAnotherBank(ValueError):
    """Topics of two banks have nothing to do with each other."""


@transaction.atomic
def create_topic(
    *, bank: Bank, name: LocalisedText, parent: Topic | None, by: "User", now: datetime
) -> Topic:
    """Add a topic as the last below its parent.

    Raises `TopicOfAnotherBank` or `TopicTooDeep`.
    """
    _hold_tree(bank.pk)
    _check_bank(bank, parent)
    _check_depth(bank, parent, levels=1)
    siblings = Topic.objects.filter(bank=bank, parent=parent)
    last = siblings.aggregate(last=Max("order"))["last"]
    topic = Topic.objects.create(
        bank=bank,
        parent=parent,
        name=name,
        slug=_free_slug(bank, name),
        order=0 if last is None else last + 1,
    )
    _record("topic_created", topic, by, now, after=_written(topic))
    return topic


@transaction.atomic
def change_topic(*, topic: Topic, changes: TopicChanges, by: "User", now: datetime) -> Topic:
    """Rename or move a topic, with all below it.

    Raises `TopicOfAnotherBank`, `TopicInCircle` when it would come to be below itself, and
    `TopicTooDeep`.
    """
    _hold_tree(topic.bank_id)
    parent = changes.get("parent")
    _check_bank(topic.bank, parent)
    if parent is not None:
        if parent.pk in _with_descendants(topic):
            raise TopicInCircle
        _check_depth(topic.bank, parent, levels=_levels(topic))
    before = _written(topic)
    for name, value in changes.items():
        setattr(topic, name, value)
    topic.save(update_fields=tuple(changes))
    if before != _written(topic):
        _record("topic_changed", topic, by, now, before=before, after=_written(topic))
    return topic


@transaction.atomic
def merge_topic(*, topic: Topic, into: Topic, by: "User", now: datetime) -> Topic:
    """Move what a topic holds, questions and topics, into another one, and delete it.

    Raises `TopicOfAnotherBank`, `TopicInCircle` when the other one is below it, and `TopicTooDeep`.
    Imports that wait for confirmation file their questions under the other one. Blueprints of
    drafts that draw from the topic then find nothing there; they say so when they are checked.
    """
    _hold_tree(topic.bank_id)
    _check_bank(topic.bank, into)
    if into.pk in _with_descendants(topic):
        raise TopicInCircle
    _check_depth(topic.bank, into, levels=_levels(topic) - 1)
    moved = topic.questions.update(topic=into)
    QuestionImport.objects.filter(topic=topic).update(topic=into)
    topic.children.update(parent=into)
    after = {"into": str(into.pk), "questions": moved}
    _record("topic_merged", topic, by, now, before=_written(topic), after=after)
    topic.delete()
    return into


@transaction.atomic
def delete_topic(*, topic: Topic, by: "User", now: datetime) -> None:
    """Delete an empty topic; raises `TopicNotEmpty` for any other."""
    _record("topic_deleted", topic, by, now, before=_written(topic))
    try:
        topic.delete()
    except ProtectedError as error:
        raise TopicNotEmpty from error


def _hold_tree(bank_id: UUID) -> None:
    """Two moves at once could close a circle that neither of them sees: the bank orders them."""
    Bank.objects.select_for_update(no_key=True).get(pk=bank_id)


def _check_depth(bank: Bank, parent: Topic | None, *, levels: int) -> None:
    """Refuse so many levels below a parent where that is too deep."""
    above = 0
    if parent is not None:
        parents = dict(Topic.objects.filter(bank=bank).values_list("pk", "parent_id"))
        step: UUID | None = parent.pk
        while step is not None:
            above, step = above + 1, parents[step]
    if above + levels > MAX_TOPIC_DEPTH:
        raise TopicTooDeep


def _levels(topic: Topic) -> int:
    """How many levels there are from a topic to the deepest below it, its own among them."""
    children: dict[UUID | None, list[UUID]] = {}
    rows = Topic.objects.filter(bank_id=topic.bank_id).values_list("pk", "parent_id")
    for pk, parent_id in rows:
        children.setdefault(parent_id, []).append(pk)
    levels, level = 0, [topic.pk]
    while level:
        levels += 1
        level = [child for pk in level for child in children.get(pk, ())]
    return levels


def _check_bank(bank: Bank, topic: Topic | None) -> None:
    if topic is not None and topic.bank_id != bank.pk:
        raise TopicOfAnotherBank


def _with_descendants(topic: Topic) -> set[object]:
    return set(topics_with_descendants(bank_id=topic.bank_id, topic_ids=[topic.pk]))


def _free_slug(bank: Bank, name: LocalisedText) -> str:
    wished = slug_of(name, longest=MAX_SLUG_CHARACTERS - _TAIL - 1)
    if wished and not Topic.objects.filter(bank=bank, slug=wished).exists():
        return wished
    return f"{wished or 'topic'}-{uuid7().hex[-_TAIL:]}"


def _written(topic: Topic) -> dict[str, object]:
    parent = str(topic.parent_id) if topic.parent_id else None
    return {"name": topic.name, "parent": parent, "order": topic.order}


def _record(
    action: str,
    topic: Topic,
    by: "User",
    now: datetime,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record_event(
        actor=by,
        action=action,
        subject=topic,
        organisation_id=topic.bank.organisation_id,
        before=before,
        after=after,
        now=now,
    )
