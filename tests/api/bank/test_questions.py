"""Finding questions in a bank: by words, by what they are, in any order, for those who may."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Bank, Question, Topic
from quiz.bank.revising import create_question, revise_question
from quiz.paper.publishing import publish_paper
from tests.cast import make_organisation
from tests.quiz.factories import (
    NOW,
    content,
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
)


@pytest.fixture
def bank(organisation: Organisation) -> Bank:
    return make_bank("ours", organisation=organisation)


@pytest.fixture
def topic(bank: Bank) -> Topic:
    return make_topic(bank)


@pytest.fixture
def ours(api: APIClient, organiser: User) -> APIClient:
    api.force_authenticate(organiser)
    return api


def write(topic: Topic, label: str, **changes: Any) -> Question:
    """A draft whose content differs from the factory's in `changes`."""
    around = {
        name: changes.pop(name)
        for name in ("tags", "external_id", "difficulty", "status")
        if name in changes
    }
    return create_question(
        bank=topic.bank,
        topic=topic,
        content={**content("single", label), **changes},
        now=NOW,
        **{"difficulty": Difficulty.EASY, **around},
    )


def found(api: APIClient, bank: Bank, **query: Any) -> list[str]:
    """The English stems of a page of questions, in their order."""
    response = api.get(f"/api/v1/organise/banks/{bank.id}/questions", query)
    assert response.status_code == 200, response.json()
    return [one["stem"].get("en", "") for one in response.json()["results"]]


def counts(api: APIClient, bank: Bank, **query: Any) -> dict[str, Any]:
    response = api.get(f"/api/v1/organise/banks/{bank.id}/questions/counts", query)
    assert response.status_code == 200, response.json()
    return dict(response.json())


def test_a_question_is_listed_with_what_it_is(ours: APIClient, topic: Topic, organiser: User):
    question = write(topic, "1", tags=["钓鱼"], external_id="A-1")
    revise_question(question=question, content=content("single", "2"), by=organiser, now=NOW)
    response = ours.get(f"/api/v1/organise/banks/{topic.bank_id}/questions")
    assert response.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "id": str(question.id),
                "external_id": "A-1",
                "type": "single",
                "difficulty": 1,
                "status": "draft",
                "topic": {"id": str(topic.id), "name": {"zh-Hans": "fraud", "en": "fraud"}},
                "tags": ["钓鱼"],
                "stem": {"zh-Hans": "试题 Question 2", "en": "Question 2"},
                "languages": ["zh-Hans", "en"],
                "revision": 2,
                "has_unreviewed_text": False,
                "created_at": "2026-11-23T01:00:00Z",
                "changed_at": "2026-11-23T01:00:00Z",
                "changed_by": "王芳",
                "times_used": 0,
            }
        ],
    }


@pytest.mark.parametrize(
    "words",
    [
        "收到可疑邮件",
        "可疑邮件 怎么办",
        "sdkyyj",
        "SUSPICIOUS",
        "ＳＵＳＰＩＣＩＯＵＳ mail",
        "Q-77",
        "邮箱安全",
    ],
)
def test_it_is_found_by_chinese_english_initials_id_and_tag(
    ours: APIClient, bank: Bank, topic: Topic, words: str
):
    stem = {"zh-Hans": "收到可疑邮件，怎么办？", "en": "A suspicious mail came in."}
    write(topic, "1", stem=stem, external_id="Q-77", tags=["邮箱安全"])
    write(topic, "2")
    assert found(ours, bank, search=words) == ["A suspicious mail came in."]


def test_every_word_must_be_there(ours: APIClient, bank: Bank, topic: Topic):
    write(topic, "1")
    assert found(ours, bank, search="Question absent") == []


def test_filters_restrict_together(ours: APIClient, bank: Bank, topic: Topic):
    below = make_topic(bank, "calls", parent=topic)
    other = make_topic(bank, "other")
    write(topic, "1", tags=["a", "b"])
    write(below, "2", tags=["a"], difficulty=Difficulty.HARD)
    write(other, "3", stem={"en": "Question 3"}, source={"en": "Article 22 of the Law"})
    make_question(other, "blank", "4", status=QuestionStatus.RETIRED)
    retired = "Question 4 ____"
    assert found(ours, bank, topic=[topic.id]) == ["Question 2", "Question 1"]
    assert found(ours, bank, topic=[below.id, other.id], type=["single"]) == [
        "Question 3",
        "Question 2",
    ]
    assert found(ours, bank, difficulty=[3]) == ["Question 2"]
    assert found(ours, bank, status=["retired"]) == [retired]
    assert found(ours, bank, language=["zh-Hans"]) == [retired, "Question 2", "Question 1"]
    assert found(ours, bank, source="article 22") == ["Question 3"]
    assert found(ours, bank, source="出处 1") == ["Question 1"]
    assert found(ours, bank, tag=["a"]) == ["Question 2", "Question 1"]
    assert found(ours, bank, tag=["a", "b"]) == ["Question 1"]
    assert found(ours, bank, tag=["a"], difficulty=[1]) == ["Question 1"]


def test_papers_that_use_a_question_are_counted_whatever_its_revision(
    ours: APIClient, bank: Bank, topic: Topic
):
    used = make_question(topic, label="1")
    blueprint = make_blueprint([draw_section(bank, 1)])
    publish_paper(blueprint=blueprint, by=None, now=NOW)
    publish_paper(blueprint=blueprint, by=None, now=NOW)
    revise_question(question=used, content=content("single", "new"), now=NOW)
    write(topic, "2")
    assert found(ours, bank, used_min=1) == ["Question new"]
    assert found(ours, bank, used_min=3) == []
    assert found(ours, bank, used_max=0) == ["Question 2"]
    assert found(ours, bank, sort="used") == ["Question new", "Question 2"]
    response = ours.get(f"/api/v1/organise/banks/{bank.id}/questions?sort=used")
    assert [one["times_used"] for one in response.json()["results"]] == [2, 0]


def test_lists_are_sorted(ours: APIClient, bank: Bank, topic: Topic):
    first = write(topic, "1", external_id="B")
    write(topic, "2", external_id="A")
    write(topic, "3")
    revise_question(question=first, content=content("single", "one"), now=NOW)
    assert found(ours, bank) == ["Question 3", "Question 2", "Question one"]
    assert found(ours, bank, sort="changed") == ["Question one", "Question 3", "Question 2"]
    assert found(ours, bank, sort="external_id") == ["Question 2", "Question one", "Question 3"]


@pytest.mark.parametrize("sort", ["newest", "changed", "external_id", "used"])
def test_pages_hold_every_question_once(ours: APIClient, bank: Bank, topic: Topic, sort: str):
    for place in range(7):
        write(topic, str(place))
    seen: list[str] = []
    address = f"/api/v1/organise/banks/{bank.id}/questions?sort={sort}&page_size=2"
    while address:
        page = ours.get(address).json()
        seen += [one["stem"]["en"] for one in page["results"]]
        address = page["next"]
    assert sorted(seen) == [f"Question {place}" for place in range(7)]


def test_each_value_is_counted_as_if_its_own_filter_were_not_set(
    ours: APIClient, bank: Bank, topic: Topic
):
    below = make_topic(bank, "calls", parent=topic)
    write(topic, "1", tags=["a", "b"])
    write(below, "2", tags=["a"], difficulty=Difficulty.HARD)
    make_question(make_topic(bank, "other"), "blank", "3")
    assert counts(ours, bank, topic=[topic.id], difficulty=[3]) == {
        "total": 1,
        "status": {"draft": 1},
        "type": {"single": 1},
        "difficulty": {"1": 1, "3": 1},
        "topic": {str(below.id): 1},
        "tag": {"a": 2, "b": 1},
    }
    assert counts(ours, bank, search="question 3")["total"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"type": "essay"},
        {"difficulty": "4"},
        {"topic": "fraud"},
        {"status": "lost"},
        {"language": "fr"},
        {"used_min": "-1"},
        {"sort": "random"},
        {"search": "x" * 201},
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(
    ours: APIClient, bank: Bank, query: dict[str, str]
):
    response = ours.get(f"/api/v1/organise/banks/{bank.id}/questions", query)
    assert (response.status_code, response.json()["code"]) == (400, "validation_error")
    assert response.json()["errors"][0]["pointer"].split("/")[1] == next(iter(query))


def test_each_lists_and_counts_what_they_may_see(
    api: APIClient, organiser: User, trainer: User, resident: User, staff: User, bank: Bank
):
    banks = [bank, make_bank("shared"), make_bank("theirs", organisation=make_organisation("x"))]
    for one in banks:
        topic = make_topic(one)
        make_question(topic, label="1")
        write(topic, "2", tags=["secret"])

    def seen(user: User | None) -> list[Any]:
        api.force_authenticate(user)
        answers: list[Any] = []
        for one in banks:
            response = api.get(f"/api/v1/organise/banks/{one.id}/questions")
            if response.status_code != 200:
                answers.append(response.status_code)
                continue
            counted = counts(api, one)
            assert counted["total"] == len(response.json()["results"])
            answers.append((counted["total"], list(counted["tag"])))
        return answers

    everything = (2, ["secret"])
    assert seen(organiser) == [everything, (1, []), 404]
    assert seen(staff) == [everything] * 3
    assert seen(trainer) == seen(resident) == [403] * 3
    assert seen(None) == [401] * 3


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_questions_does_not_change_the_number_of_queries(
    ours: APIClient, bank: Bank, topic: Topic, django_assert_num_queries, number: int
):
    for place in range(number):
        write(topic, str(place))
    with django_assert_num_queries(6):
        assert len(found(ours, bank)) == number
    with django_assert_num_queries(6):
        assert counts(ours, bank)["total"] == number
