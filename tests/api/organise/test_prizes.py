"""Offering prizes over HTTP, and reading who won them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from common.models import AuditEvent
from quiz.contest.closing import close_contest
from quiz.contest.finalising import finalise_contest
from quiz.contest.models import Contest, Prize
from quiz.contest.prize_rules import commitment_to
from quiz.contest.publishing import publish_contest
from tests.quiz.contest.contests import draft_contest, open_contest, sit

PATH = "/api/v1/organise/contests"
FIRST: dict[str, Any] = {"title": {"en": "First prize", "zh-Hans": "一等奖"}, "kind": "place"}
SECOND: dict[str, Any] = {"title": {"en": "Second prize"}, "kind": "place"}
LUCKY: dict[str, Any] = {
    "title": {"en": "Lucky prize"},
    "kind": "draw",
    "among": "finished",
    "count": 1,
}
OFFER: list[dict[str, Any]] = [
    FIRST | {"from_place": 1, "to_place": 1},
    {"title": {"en": "Diploma"}, "kind": "score", "min_score": 12.5},
    LUCKY,
]


@pytest.fixture
def draft(organisation: Organisation, now: datetime) -> Contest:
    """A draft that opens in a day."""
    return draft_contest(organisation, now=now, opens_in=timedelta(days=1), slug="autumn")


@pytest.fixture
def address(api: APIClient, draft: Contest, organiser: User) -> str:
    """Where its organiser, who is signed in, finds it."""
    api.force_login(organiser)
    return f"{PATH}/{draft.pk}"


def test_prizes_are_offered_in_their_order_and_take_each_others_place(api: APIClient, address: str):
    offered = api.patch(address, {"prizes": OFFER, "guests_can_win": True}).json()
    nothing = dict.fromkeys(("from_place", "to_place", "min_score", "among", "count"))
    assert offered["prizes"] == [nothing | prize for prize in OFFER]
    assert (offered["several_prizes_each"], offered["prize_ties"], offered["guests_can_win"]) == (
        False,
        "everybody",
        True,
    )
    fewer = api.patch(address, {"prizes": [OFFER[2], OFFER[0]]}).json()
    assert [one["title"]["en"] for one in fewer["prizes"]] == ["Lucky prize", "First prize"]
    assert api.patch(address, {"top_k": 3}).json()["prizes"] == fewer["prizes"]
    assert api.patch(address, {"prizes": []}).json()["prizes"] == []
    assert not Prize.objects.exists()


@pytest.mark.parametrize(
    ("prizes", "pointer", "code"),
    [
        ([FIRST], "/prizes/0/from_place", "required"),
        ([FIRST | {"from_place": 3, "to_place": 1}], "/prizes/0/to_place", "upside_down"),
        ([FIRST | {"from_place": 0, "to_place": 1}], "/prizes/0/from_place", "min_value"),
        (
            [FIRST | {"from_place": 1, "to_place": 1, "count": 3}],
            "/prizes/0/count",
            "not_used",
        ),
        (
            [
                FIRST | {"from_place": 1, "to_place": 3},
                SECOND | {"from_place": 3, "to_place": 9},
            ],
            "/prizes/1/from_place",
            "overlap",
        ),
        ([{"title": {"en": "D"}, "kind": "score"}], "/prizes/0/min_score", "required"),
        (
            [{"title": {"en": "D"}, "kind": "score", "min_score": 0}],
            "/prizes/0/min_score",
            "min_value",
        ),
        (
            [{"title": {"en": "D"}, "kind": "score", "min_score": 0.005}],
            "/prizes/0/min_score",
            "max_decimal_places",
        ),
        ([LUCKY | {"count": None}], "/prizes/0/count", "required"),
        ([LUCKY | {"among": "friends"}], "/prizes/0/among", "invalid_choice"),
        ([LUCKY | {"title": {}}], "/prizes/0/title", "invalid_text"),
        ([LUCKY | {"winner": "me"}], "/prizes/0/winner", "unknown_field"),
    ],
)
def test_a_prize_that_cannot_be_is_refused_at_its_field_and_changes_nothing(
    api: APIClient,
    address: str,
    prizes: list[dict[str, Any]],
    pointer: str,
    code: str,
):
    api.patch(address, {"prizes": OFFER})
    before = list(Prize.objects.values())
    refused = api.patch(address, {"prizes": prizes, "pass_mark_percent": 50})
    assert refused.status_code == 400
    assert (refused.json()["errors"][0]["pointer"], refused.json()["errors"][0]["code"]) == (
        pointer,
        code,
    )
    assert list(Prize.objects.values()) == before
    assert Contest.objects.get(slug="autumn").pass_mark_percent is None


def test_places_overlap_only_where_one_person_can_win_several(api: APIClient, address: str):
    both = [
        FIRST | {"from_place": 1, "to_place": 1},
        SECOND | {"from_place": 1, "to_place": 3},
    ]
    assert api.patch(address, {"prizes": both}).status_code == 400
    allowed = api.patch(address, {"prizes": both, "several_prizes_each": True})
    assert allowed.status_code == 200
    refused = api.patch(address, {"several_prizes_each": False})
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/prizes/1/from_place", "overlap")
    ]
    assert Contest.objects.get(slug="autumn").several_prizes_each


def test_a_draw_among_those_who_passed_needs_a_pass_mark(api: APIClient, address: str):
    prizes = [LUCKY | {"among": "passed"}]
    draft = api.patch(address, {"prizes": prizes}).json()
    assert [(found["pointer"], found["code"]) for found in draft["problems"]] == [
        ("/prizes/0/among", "no_pass_mark")
    ]
    assert api.patch(address, {"pass_mark_percent": 60}).json()["problems"] == []


def test_once_published_prizes_are_worded_anew_or_added_until_the_contest_opens(
    api: APIClient, address: str, draft: Contest, now: datetime
):
    stored = api.patch(address, {"prizes": OFFER}).json()["prizes"]
    publish_contest(contest=draft, by=None, now=now)
    for change, pointer in (
        ([stored[0] | {"to_place": 2}, *stored[1:]], "/prizes/0/to_place"),
        (stored[:2], "/prizes"),
        ([stored[0], stored[1] | {"min_score": 13}, stored[2]], "/prizes/1/min_score"),
    ):
        refused = api.patch(address, {"prizes": change})
        assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
            (pointer, "locked")
        ]
    assert api.patch(address, {"prize_ties": "board_order"}).status_code == 400
    worded = [stored[0] | {"title": {"en": "Gold"}}, *stored[1:]]
    more = [*worded, LUCKY | {"title": {"en": "Luckier prize"}}]
    assert api.patch(address, {"prizes": more}).json()["prizes"][0]["title"] == {"en": "Gold"}
    changes = AuditEvent.objects.filter(action="contest_changed")
    (event,) = [one for one in changes if "prizes/4/title" in one.after]
    assert event.before == {"prizes/1/title": {"en": "First prize", "zh-Hans": "一等奖"}}
    assert event.after["prizes/1/title"] == {"en": "Gold"}
    with time_machine.travel(draft.opens_at, tick=False):
        late = [*more, LUCKY]
        assert api.patch(address, {"prizes": late}).json()["errors"][0]["code"] == "too_late"
    assert Prize.objects.count() == 4


def final_contest(organisation: Organisation, people: list[User], now: datetime) -> Contest:
    """Two people with 20 and 10 points; a first prize, and a lot for the other."""
    contest = open_contest(organisation, now=now, slug="won", name_display="masked")
    Prize.objects.create(
        contest=contest,
        number=1,
        title=FIRST["title"],
        kind="place",
        from_place=1,
        to_place=1,
    )
    Prize.objects.create(
        contest=contest,
        number=2,
        title=LUCKY["title"],
        kind="draw",
        among="finished",
        count=1,
    )
    for user, right in zip(people, (4, 2), strict=False):
        sit(contest, user, right=right, at=now - timedelta(minutes=50))
    close_contest(contest=contest, by=None, now=now - timedelta(minutes=10))
    return finalise_contest(contest=contest, by=None, now=now - timedelta(minutes=10))


def test_winners_are_read_in_full_by_organisers_and_masked_by_everybody(
    api: APIClient, organisation: Organisation, organiser: User, people: list[User], now: datetime
):
    contest = final_contest(organisation, people, now)
    rows = api.get("/api/v1/contests/won/awards").json()["results"]
    lot = rows[1].pop("ticket")
    assert len(lot) == 64
    assert [(row["prize"], row["title"], row["name"], row["score"]) for row in rows] == [
        (1, "First prize", "陈*", 20),
        (2, "Lucky prize", "林*", 10),
    ]
    api.force_login(organiser)
    (first, lucky) = api.get(f"{PATH}/{contest.pk}/awards").json()["results"]
    assert (first["prize"], first["name"], first["rank"]) == (
        {"number": 1, "title": "First prize"},
        "陈一",
        1,
    )
    assert (lucky["name"], lucky["ticket"]) == ("林二", lot)


def test_the_winner_reads_it_on_result_board_and_contest_page(
    api: APIClient, organisation: Organisation, people: list[User], now: datetime
):
    final_contest(organisation, people, now)
    api.force_login(people[0])
    (mine,) = api.get("/api/v1/me/entries").json()["results"]
    assert mine["entry"]["prizes"] == ["First prize"]
    assert api.get("/api/v1/contests/won/entry").json()["prizes"] == ["First prize"]
    result = api.get(f"/api/v1/attempts/{mine['attempts'][0]['id']}/result").json()
    assert result["prizes"] == ["First prize"]
    board = api.get("/api/v1/contests/won/boards/people").json()
    assert [row["prizes"] for row in board["rows"]] == [["First prize"], ["Lucky prize"]]


def test_the_seed_is_told_with_the_final_results_and_only_promised_before(
    api: APIClient, organisation: Organisation, people: list[User], now: datetime
):
    contest = open_contest(organisation, now=now, slug="before")
    Prize.objects.create(
        contest=contest, number=1, title=LUCKY["title"], kind="draw", among="finished", count=1
    )
    before = api.get("/api/v1/contests/before")
    assert before.json()["draw"] == {"commitment": commitment_to(contest.draw_seed), "seed": None}
    assert contest.draw_seed.encode() not in before.content
    assert api.get("/api/v1/contests/before/awards").json()["results"] == []
    final = final_contest(organisation, people, now)
    facts = api.get("/api/v1/contests/won").json()
    assert facts["draw"]["seed"] == final.draw_seed
    assert facts["prizes"][0] == {
        "number": 1,
        "title": "First prize",
        "kind": "place",
        "terms": "place 1 of the final board",
    }
    rules = {rule["code"]: rule["text"] for rule in facts["rules"]}
    assert rules["prize_2"] == "Lucky prize: 1 drawn by lot among everybody with a result."
    assert {"prize_1", "prize_ties", "prizes_each", "prize_draw"} <= set(rules)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_awards_does_not_change_the_number_of_queries(
    api: APIClient,
    organisation: Organisation,
    people: list[User],
    organiser: User,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    contest = open_contest(organisation, now=now)
    Prize.objects.create(
        contest=contest, number=1, title={"en": "Diploma"}, kind="score", min_score_centi=1
    )
    for user in people[:number]:
        sit(contest, user, right=1, at=now - timedelta(minutes=50))
    close_contest(contest=contest, by=None, now=now)
    finalise_contest(contest=contest, by=None, now=now)
    api.force_authenticate(organiser)
    # The duty; the contest with regions, rounds, prizes; the awards.
    with django_assert_num_queries(6):
        rows = api.get(f"{PATH}/{contest.pk}/awards").json()["results"]
    assert len(rows) == number
    # The contest; its awards.
    with django_assert_num_queries(2):
        api.get(f"/api/v1/contests/{contest.slug}/awards")
