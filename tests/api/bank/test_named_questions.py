"""Questions that a section names, read with what is right by those who compose."""

from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from quiz.bank.enums import QuestionStatus
from quiz.bank.models import Topic
from quiz.bank.revising import revise_question
from tests.cast import make_organisation
from tests.quiz.factories import NOW, content, make_bank, make_question, make_topic

PATH = "/api/v1/organise/blueprints/questions"


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic of a bank shared by all."""
    return make_topic(make_bank("shared"))


def stems(api: APIClient, *ids: Any) -> list[str]:
    response = api.get(PATH, {"id": list(ids)})
    assert response.status_code == 200, response.json()
    return [one["stem"]["en"] for one in response.json()["questions"]]


def test_questions_come_in_the_order_asked_with_what_is_right(
    api: APIClient, organiser: User, topic: Topic
):
    first, second = make_question(topic, label="1"), make_question(topic, "blank", label="2")
    api.force_authenticate(organiser)
    data = api.get(PATH, {"id": [str(second.pk), str(first.pk), str(second.pk)]}).json()
    blank, single = data["questions"]
    assert (blank["id"], blank["type"], blank["external_id"]) == (
        str(second.pk),
        "blank",
        "fraud-blank-2",
    )
    assert blank["answers"] == [
        {"text": {"zh-Hans": "right / 对", "en": "right / 对"}, "right": True}
    ]
    assert [(one["text"]["en"], one["right"]) for one in single["answers"]] == [
        ("Option a", True),
        ("Option b", False),
        ("Option c", False),
        ("Option d", False),
    ]
    assert single["explanation"]["en"] == "Because 1"
    assert single["topic"]["name"]["en"] == "fraud"


def test_what_is_gone_or_not_ones_to_use_is_left_out(
    api: APIClient, organisation: Organisation, organiser: User, resident: User, topic: Topic
):
    shared = make_question(topic, label="shared")
    draft = make_question(topic, label="draft", status=QuestionStatus.DRAFT)
    own_topic = make_topic(make_bank("own", organisation=organisation))
    own = make_question(own_topic, label="own", status=QuestionStatus.DRAFT)
    theirs = make_question(
        make_topic(make_bank("theirs", organisation=make_organisation("others"))), label="theirs"
    )
    ids = [shared.pk, draft.pk, own.pk, theirs.pk, uuid4()]
    api.force_authenticate(organiser)
    assert stems(api, *ids) == ["Question shared", "Question own"]
    for user, status in ((resident, 403), (None, 401)):
        api.force_authenticate(user)
        assert api.get(PATH, {"id": [str(shared.pk)]}).status_code == status


def test_a_text_that_nobody_has_let_through_is_not_told(
    api: APIClient, organiser: User, staff: User, topic: Topic
):
    question = make_question(topic, label="read")
    changed = content("single", "unread")
    revise_question(question=question, content=changed, by=staff, now=NOW)
    for user in (organiser, staff):
        api.force_authenticate(user)
        assert stems(api, question.pk) == ["Question read"]


@pytest.mark.parametrize("ids", [[], ["x"], [str(uuid4()) for _ in range(51)]])
def test_what_is_no_question_or_too_many_is_refused(
    api: APIClient, organiser: User, ids: list[str]
):
    api.force_authenticate(organiser)
    assert api.get(PATH, {"id": ids}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_questions_does_not_change_the_number_of_queries(
    api: APIClient,
    organiser: User,
    topic: Topic,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    ids = [str(make_question(topic, label=str(label)).pk) for label in range(number)]
    api.force_authenticate(organiser)
    # The duty; whether one organises anything; the questions.
    with django_assert_num_queries(3):
        assert len(stems(api, *ids)) == number
