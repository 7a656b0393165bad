"""Organisers see what they may compose from, and nothing else."""

import pytest
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Bank
from tests.cast import make_organisation
from tests.quiz.factories import make_bank, make_question, make_topic

PATH = "/api/v1/organise/banks"


@pytest.fixture
def banks(organisation: Organisation) -> list[Bank]:
    """A shared bank, one of the organisation, and one of somebody else's."""
    return [
        make_bank("shared"),
        make_bank("ours", organisation=organisation),
        make_bank("theirs", organisation=make_organisation("others")),
    ]


def slugs(api: APIClient, user: User | None) -> list[str] | int:
    api.force_authenticate(user)
    response = api.get(PATH)
    if response.status_code != 200:
        return response.status_code
    return [bank["slug"] for bank in response.json()["results"]]


def test_each_sees_what_they_may_use(
    api: APIClient, banks: list[Bank], organiser: User, trainer: User, resident: User, staff: User
):
    assert slugs(api, organiser) == ["ours", "shared"]
    assert slugs(api, staff) == ["ours", "shared", "theirs"]
    assert (slugs(api, trainer), slugs(api, resident), slugs(api, None)) == (403, 403, 401)


def test_a_bank_says_whose_it_is_and_what_it_can_supply(
    api: APIClient, banks: list[Bank], organiser: User, organisation: Organisation
):
    topic = make_topic(banks[1])
    make_question(topic, label="1")
    make_question(topic, label="2", status=QuestionStatus.DRAFT)
    api.force_authenticate(organiser)
    ours, shared = api.get(PATH).json()["results"]
    assert ours == {
        "id": str(banks[1].id),
        "slug": "ours",
        "name": {"zh-Hans": "安全", "en": "Safety"},
        "organisation": {"id": str(organisation.id), "name": organisation.name},
        "questions": 1,
        "needs_second_reader": False,
        "is_editable": True,
        "counts": {"draft": 1, "reviewed": 0, "published": 1, "retired": 0},
    }
    assert (shared["organisation"], shared["questions"]) == (None, 0)
    assert (shared["is_editable"], shared["counts"]) == (False, None)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_banks_does_not_change_the_number_of_queries(
    api: APIClient, organiser: User, django_assert_num_queries, number: int
):
    for place in range(number):
        make_question(make_topic(make_bank(f"bank-{place}")))
    api.force_authenticate(organiser)
    with django_assert_num_queries(3):
        assert len(api.get(PATH).json()["results"]) == number


def test_a_second_factor_is_demanded_where_the_site_wants_one(
    api: APIClient, organiser: User, settings
):
    settings.WANGAN_REQUIRE_STAFF_MFA = True
    api.force_authenticate(organiser)
    response = api.get(PATH)
    assert (response.status_code, response.json()["code"]) == (403, "mfa_required")


def test_topics_count_their_published_questions(api: APIClient, organiser: User):
    bank = make_bank()
    fraud = make_topic(bank, "fraud", order=0)
    calls = make_topic(bank, "calls", order=1, parent=fraud)
    make_question(fraud, "single", "1")
    make_question(fraud, "single", "2")
    make_question(fraud, "blank", "3", difficulty=Difficulty.HARD)
    make_question(fraud, "single", "4", status=QuestionStatus.RETIRED)
    api.force_authenticate(organiser)
    assert api.get(f"{PATH}/{bank.id}/topics").json() == {
        "topics": [
            {
                "id": str(fraud.id),
                "parent": None,
                "slug": "fraud",
                "name": {"zh-Hans": "fraud", "en": "fraud"},
                "total": 3,
                "counts": [
                    {"type": "blank", "difficulty": 3, "count": 1},
                    {"type": "single", "difficulty": 1, "count": 2},
                ],
            },
            {
                "id": str(calls.id),
                "parent": str(fraud.id),
                "slug": "calls",
                "name": {"zh-Hans": "calls", "en": "calls"},
                "total": 0,
                "counts": [],
            },
        ]
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_topics_does_not_change_the_number_of_queries(
    api: APIClient, organiser: User, django_assert_num_queries, number: int
):
    bank = make_bank()
    for place in range(number):
        make_question(make_topic(bank, f"topic-{place}"))
    api.force_authenticate(organiser)
    with django_assert_num_queries(5):
        assert len(api.get(f"{PATH}/{bank.id}/topics").json()["topics"]) == number


def test_the_topics_of_somebody_elses_bank_do_not_exist(
    api: APIClient, banks: list[Bank], organiser: User
):
    api.force_authenticate(organiser)
    response = api.get(f"{PATH}/{banks[2].id}/topics")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
