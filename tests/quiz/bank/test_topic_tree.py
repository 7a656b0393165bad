"""The tree of topics: how deep it may be."""

from datetime import datetime

import pytest

from accounts.models import User
from common.text import LocalisedText
from quiz.bank.limits import MAX_TOPIC_DEPTH
from quiz.bank.models import Bank, Topic
from quiz.bank.topic_tree import TopicTooDeep, change_topic, create_topic, merge_topic
from tests.quiz.factories import make_bank

pytestmark = pytest.mark.django_db


def chain(bank: Bank, levels: int, *, by: User, now: datetime) -> list[Topic]:
    """Topics, each below the one before it."""
    topics: list[Topic] = []
    for level in range(levels):
        parent = topics[-1] if topics else None
        name: LocalisedText = {"en": f"Level {level}"}
        topics.append(create_topic(bank=bank, name=name, parent=parent, by=by, now=now))
    return topics


def test_no_topic_is_put_below_the_deepest(staff: User, now: datetime) -> None:
    bank = make_bank()
    deepest = chain(bank, MAX_TOPIC_DEPTH, by=staff, now=now)[-1]

    with pytest.raises(TopicTooDeep):
        create_topic(bank=bank, name={"en": "Deeper"}, parent=deepest, by=staff, now=now)


def test_what_lies_below_a_topic_counts_when_it_is_moved_or_merged(
    staff: User, now: datetime
) -> None:
    bank = make_bank()
    high = chain(bank, MAX_TOPIC_DEPTH - 2, by=staff, now=now)
    moved = chain(bank, 3, by=staff, now=now)[0]

    with pytest.raises(TopicTooDeep):
        change_topic(topic=moved, changes={"parent": high[-1]}, by=staff, now=now)
    change_topic(topic=moved, changes={"parent": high[-2]}, by=staff, now=now)
    assert Topic.objects.get(pk=moved.pk).parent == high[-2]
    merge_topic(topic=moved, into=high[-1], by=staff, now=now)
    assert not Topic.objects.filter(pk=moved.pk).exists()
