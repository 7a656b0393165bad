"""While composing, organisers see what the banks can supply and what a sheet would be."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from quiz.bank.models import Bank, Question
from tests.cast import make_organisation
from tests.quiz.factories import (
    draw_section,
    make_bank,
    make_question,
    make_topic,
    named_section,
)

SUPPLY = "/api/v1/organise/blueprints/supply"
PREVIEW = "/api/v1/organise/blueprints/preview"


@pytest.fixture
def bank(db: None) -> Bank:
    """Four single choices and a blank to fill in."""
    bank = make_bank()
    topic = make_topic(bank)
    for label in "1234":
        make_question(topic, label=label)
    make_question(topic, "blank", "5")
    return bank


@pytest.fixture
def composer(api: APIClient, organiser: User) -> APIClient:
    api.force_authenticate(organiser)
    return api


def test_supply_names_the_shortfall_of_each_section(composer: APIClient, bank: Bank):
    sections = [draw_section(bank, 3, types=["single"]), draw_section(bank, 3, 2.5)]
    response = composer.post(SUPPLY, {"sections": sections})
    assert response.status_code == 200
    assert response.json() == {
        "sections": [
            {"available": 4, "required": 3, "shortfall": 0},
            {"available": 5, "required": 3, "shortfall": 1},
        ],
        "question_count": 6,
        "total_points": 22.5,
        "enough": False,
    }


def test_a_preview_shows_keys_and_can_be_drawn_again(composer: APIClient, bank: Bank):
    sections = [
        draw_section(bank, 2, 7.5, types=["single"]),
        draw_section(bank, 1, types=["blank"]),
    ]
    first = composer.post(PREVIEW, {"sections": sections})
    assert first.status_code == 200
    again = composer.post(PREVIEW, {"sections": sections, "seed": first.json()["seed"]})
    assert again.json() == first.json()
    questions = first.json()["questions"]
    assert [(q["position"], q["section"], q["points"], q["type"]) for q in questions] == [
        (0, 0, 7.5, "single"),
        (1, 0, 7.5, "single"),
        (2, 1, 5, "blank"),
    ]
    assert questions[0]["key"] == ["a"]
    assert questions[0]["prompts"] == []
    assert questions[0]["options"][1] == {
        "id": "b",
        "text": {"zh-Hans": "选项b", "en": "Option b"},
        "feedback": {},
    }
    assert questions[2] | {"question": ""} == {
        "position": 2,
        "section": 1,
        "points": 5,
        "question": "",
        "type": "blank",
        "stem": {"zh-Hans": "试题 Question 5 ____", "en": "Question 5 ____"},
        "prompts": [],
        "options": [],
        "key": [["right", "对"]],
        "explanation": {"zh-Hans": "解析 5", "en": "Because 5"},
        "source": {"zh-Hans": "出处 5", "en": "Source 5"},
    }


def test_too_few_questions_make_no_sheet(composer: APIClient, bank: Bank):
    response = composer.post(PREVIEW, {"sections": [draw_section(bank, 7)]})
    assert response.status_code == 409
    body = response.json()
    assert (body["code"], body["errors"]) == (
        "not_enough_questions",
        [
            {
                "pointer": "/sections/0",
                "code": "not_enough_questions",
                "detail": "2 questions are missing.",
            }
        ],
    )


def faults(response) -> list[tuple[str, str]]:
    assert response.status_code == 400, response.content
    return [(error["pointer"], error["code"]) for error in response.json()["errors"]]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"kind": "other"}, "/sections/0/kind", "kind_unknown"),
        ({"score": 5}, "/sections/0/score", "field_unknown"),
        ({"points": 0}, "/sections/0/points", "points_invalid"),
        ({"points": 1.005}, "/sections/0/points", "points_invalid"),
        ({"count": True}, "/sections/0/count", "count_invalid"),
        ({"count": 201}, "/sections", "too_many_questions"),
        ({"bank": "x"}, "/sections/0/bank", "ids_invalid"),
        ({"difficulties": [4]}, "/sections/0/difficulties", "choice_unknown"),
        ({"title": {"fr": "x"}}, "/sections/0/title", "title_invalid"),
    ],
)
def test_a_faulty_section_is_pointed_at(
    composer: APIClient, bank: Bank, change: dict[str, Any], pointer: str, code: str
):
    for path in (SUPPLY, PREVIEW):
        response = composer.post(path, {"sections": [draw_section(bank, 1) | change]})
        assert faults(response) == [(pointer, code)]


def test_unknown_fields_and_impossible_seeds_are_refused(composer: APIClient, bank: Bank):
    sections = [draw_section(bank, 1)]
    assert faults(composer.post(SUPPLY, {"sections": sections, "x": 1})) == [
        ("/x", "unknown_field")
    ]
    response = composer.post(PREVIEW, {"sections": sections, "seed": 2**53})
    assert faults(response) == [("/seed", "max_value")]


def test_what_belongs_to_others_is_refused_like_what_does_not_exist(
    composer: APIClient, bank: Bank, staff: User
):
    theirs = make_bank("theirs", organisation=make_organisation("others"))
    secret = make_question(make_topic(theirs))
    drawn, named = draw_section(theirs, 1), named_section([secret.id])
    for path in (SUPPLY, PREVIEW):
        sections = [draw_section(bank, 1), drawn]
        assert faults(composer.post(path, {"sections": sections})) == [
            ("/sections/1/bank", "bank_unknown")
        ]
        assert faults(composer.post(path, {"sections": [named]})) == [
            ("/sections/0/questions", "question_unknown")
        ]
    composer.force_authenticate(staff)
    assert composer.post(PREVIEW, {"sections": [named]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_more_questions_do_not_need_more_queries(
    composer: APIClient, bank: Bank, django_assert_num_queries, number: int
):
    named = list(Question.objects.values_list("id", flat=True)[:number])
    with django_assert_num_queries(4):
        composer.post(SUPPLY, {"sections": [named_section(named)]})
    with django_assert_num_queries(5):
        composer.post(PREVIEW, {"sections": [named_section(named)]})


def test_residents_may_not_look(api: APIClient, bank: Bank, resident: User):
    api.force_authenticate(resident)
    for path in (SUPPLY, PREVIEW):
        assert api.post(path, {"sections": [draw_section(bank, 1)]}).status_code == 403
