"""Where an imported question goes in the bank's tree of topics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedText
from quiz.bank.folding import fold_answer
from quiz.bank.formats import Fault, ParsedTopic, Place
from quiz.bank.formats.topic_slugs import is_topic_slug
from quiz.bank.limits import MAX_TOPIC_DEPTH
from quiz.bank.models import Bank, Topic

UNFILED = ParsedTopic("unfiled", {"zh-Hans": "未分类", "en": "Unfiled"})
"""Where questions go that name no topic, unless the caller names one."""


@dataclass(slots=True, kw_only=True)
class PlannedTopic:
    """A topic of the bank, or one that the import would add to it (`is_new`)."""

    id: UUID
    slug: str
    name: LocalisedText
    parent: "PlannedTopic | None" = None
    is_new: bool = False

    @property
    def with_parents(self) -> Iterator["PlannedTopic"]:
        """The topics on the way to it and itself, the outermost first."""
        if self.parent is not None:
            yield from self.parent.with_parents
        yield self


class InvalidTopic(ValueError):
    """A topic that cannot be made; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


@dataclass(slots=True)
class TopicTree:
    """The bank's topics, and those that the file adds."""

    _by_slug: dict[str, PlannedTopic] = field(default_factory=dict)
    _by_name: dict[tuple[UUID | None, str], PlannedTopic] = field(default_factory=dict)

    @classmethod
    def of(cls, bank: Bank) -> "TopicTree":
        """The bank's topics as they are. One query."""
        rows = list(Topic.objects.filter(bank=bank))
        topics = {row.pk: PlannedTopic(id=row.pk, slug=row.slug, name=row.name) for row in rows}
        tree = cls()
        for row in rows:
            topic = topics[row.pk]
            topic.parent = topics[row.parent_id] if row.parent_id else None
            tree._by_slug[topic.slug] = topic
            for key in _name_keys(row.parent_id, topic.name):
                tree._by_name.setdefault(key, topic)
        return tree

    def place(self, path: Sequence[ParsedTopic], *, default: UUID | None) -> PlannedTopic:
        """The topic at the end of a path, found by slug, or by name below the same parent.

        What is not there is added, to the tree and not yet to the bank. An empty path leads to
        the topic with the id `default`, or to `UNFILED`. Raises `InvalidTopic`.
        """
        if not path and default is not None:
            named = next((t for t in self._by_slug.values() if t.id == default), None)
            if named is not None:
                return named
        topic: PlannedTopic | None = None
        for step in path or (UNFILED,):
            topic = self._find(topic, step) or self._add(topic, step)
        assert topic is not None  # noqa: S101 - the path has a step
        return topic

    def _find(self, parent: PlannedTopic | None, step: ParsedTopic) -> PlannedTopic | None:
        by_slug = self._by_slug.get(step.slug)
        if by_slug is not None:
            return by_slug
        keys = _name_keys(parent.id if parent else None, step.name)
        return next((self._by_name[key] for key in keys if key in self._by_name), None)

    def _add(self, parent: PlannedTopic | None, step: ParsedTopic) -> PlannedTopic:
        if parent is not None and len([*parent.with_parents]) >= MAX_TOPIC_DEPTH:
            message = _("The tree of topics has at most 8 levels.")
            raise InvalidTopic(Fault(place=Place(), code="topic_too_deep", message=message))
        if not is_topic_slug(step.slug):
            message = _("A topic's slug has up to 80 letters, digits, hyphens and underscores.")
            raise InvalidTopic(Fault(place=Place(), code="topic_slug_invalid", message=message))
        topic = PlannedTopic(id=uuid7(), slug=step.slug, name=step.name, parent=parent, is_new=True)
        self._by_slug[topic.slug] = topic
        for key in _name_keys(parent.id if parent else None, topic.name):
            self._by_name.setdefault(key, topic)
        return topic


def create_topics(bank: Bank, topics: Sequence[PlannedTopic]) -> None:
    """Create those that are new, with those above them; one that came meanwhile is taken instead.

    Call it inside the transaction that writes the questions.
    """
    new = {topic.slug: topic for wanted in topics for topic in wanted.with_parents if topic.is_new}
    if not new:
        return
    there = dict(Topic.objects.filter(bank=bank, slug__in=new).values_list("slug", "id"))
    number = Topic.objects.filter(bank=bank).count()
    for order, topic in enumerate(new.values(), start=number):
        if topic.slug in there:
            topic.id = there[topic.slug]
        else:
            parent_id = topic.parent.id if topic.parent else None
            Topic.objects.create(
                id=topic.id, bank=bank, parent_id=parent_id, slug=topic.slug, name=topic.name,
                order=order,
            )  # fmt: skip
        topic.is_new = False


def _name_keys(parent_id: UUID | None, name: LocalisedText) -> list[tuple[UUID | None, str]]:
    return [(parent_id, fold_answer(str(text))) for text in name.values()]
