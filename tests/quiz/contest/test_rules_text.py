"""The rules in plain words follow the configuration."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from accounts.models import Organisation
from quiz.contest.access_codes import hash_access_code
from quiz.contest.models import Contest
from quiz.contest.rules_text import contest_rules
from quiz.contest.rules_wording import duration_text, points_text
from tests.quiz.contest.contests import open_contest, two_rounds


def rules_of(contest: Contest) -> dict[str, str]:
    rounds = list(contest.rounds.select_related("paper").order_by("number"))
    with override("en"):
        items = contest_rules(contest, rounds=rounds, region_names=["Harbin", "Qiqihar"])
    assert len({item.code for item in items}) == len(items)
    return {item.code: item.text for item in items}


def test_a_contest_of_many_rules_says_each_of_them(organisation: Organisation, now: datetime):
    contest = open_contest(
        organisation,
        now=now,
        audience="organisation",
        attempts_total=5,
        attempts_per_day=1,
        score_rule="sum",
        score_rule_options={"best_of": 3},
        tie_breaks=["finished_at"],
        pass_mark_percent=60,
        review_policy="never",
        board_kinds=["people", "organisations"],
        team_rule="mean_top_k",
        top_k=10,
        freeze_at=now + timedelta(hours=1),
        is_simulated=True,
    )
    contest.access_code_hash = hash_access_code(contest.pk, "x")
    assert rules_of(contest) == {
        "window": "Open from 14 September 2026, 16:00 to 21 September 2026, 16:00 (Beijing time).",
        "audience": "For members of Cleannet.",
        "access_code": "You need an access code, which the organiser gives you.",
        "questions": "4 questions, 20 points in all.",
        "time_limit": "You have 20 minutes. The server's clock decides; when the time is up, "
        "what has been saved counts.",
        "order": "Everybody gets the questions in a different order.",
        "marking": "Where a question asks for several things, each right one earns its share: "
        "options and matches only as long as none is wrong, blanks in any case. An order must be "
        "right as a whole.",
        "attempts": "You may try 5 times.",
        "attempts_per_day": "Once a day. A new day begins at midnight (Beijing time).",
        "score_rule": "Your 3 best attempts are added up.",
        "tie_breaks": "Between equal scores, the earlier finish comes first.",
        "pass_mark": "You pass with 60 % of the points in one attempt.",
        "review": "The right answers are not shown.",
        "names": "The board shows names in part only, such as 张*.",
        "teams": "Regions and organisations are ranked by the mean of their 10 best results; "
        "a missing result counts as zero.",
        "freeze": "From 14 September 2026, 18:00 until the final result, the board stands still.",
        "simulated": "This contest and its participants are simulated.",
    }


@pytest.mark.parametrize(
    ("fields", "code", "text"),
    [
        ({"attempts_total": 1}, "attempts", "You may try once."),
        ({}, "attempts", "You may try as often as you like."),
        ({}, "score_rule", "Your best attempt counts."),
        ({"attempts_total": 1}, "score_rule", None),
        ({"score_rule": "sudden_death"}, "score_rule", "Points count up to your first mistake."),
        ({"tie_breaks": []}, "tie_breaks", "Equal scores share a place."),
        (
            {"tie_breaks": ["time_used", "finished_at"]},
            "tie_breaks",
            "Between equal scores, less time used comes first, "
            "then the earlier finish comes first.",
        ),
        (
            {"board_kinds": ["organisations"], "team_rule": "rate"},
            "teams",
            "Organisations are ranked by participants per declared head; "
            "a rate counts as 100 % at most.",
        ),
        ({"audience": "guests"}, "audience", "Everybody may take part, also without an account."),
        ({"board_kinds": []}, "names", None),
    ],
)
def test_what_does_not_apply_is_not_said(
    organisation: Organisation,
    now: datetime,
    fields: dict[str, object],
    code: str,
    text: str | None,
):
    assert rules_of(open_contest(organisation, now=now, **fields)).get(code) == text


def test_rounds_are_named_with_their_windows_and_what_counts_over_them(
    organisation: Organisation, now: datetime
):
    contest = two_rounds(
        organisation,
        now=now,
        attempts_per_round=1,
        pass_mark_percent=60,
        score_rule="sum_of_round_bests",
    )
    told = rules_of(contest)
    assert told == told | {
        "window": "Open from 14 September 2026, 16:00 to 17 September 2026, 16:00 (Beijing time).",
        "round_1": "Round 1: from 14 September 2026, 16:00 to 15 September 2026, 16:00. "
        "4 questions, 20 points, in 20 minutes.",
        "round_2": "Round 2, Final: from 16 September 2026, 16:00 to 17 September 2026, 16:00. "
        "4 questions, 20 points, in 10 minutes.",
        "time_limit": "The server's clock decides; when the time of an attempt is up or its round "
        "closes, what has been saved counts.",
        "attempts_per_round": "In each round you may try once.",
        "score_rule": "Your best attempt of each round counts, and the rounds are added up; "
        "a round you do not take adds nothing.",
        "pass_mark": "You pass with 60 % of the points in one attempt, in any round.",
        "review": "You see the right answers and explanations after the contest's last round.",
    }
    assert "questions" not in told


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"score_rule": "best"}, "Your best attempt counts, whichever round it was in."),
        (
            {"score_rule": "first"},
            "Only the first attempt you make counts; later rounds are practice for you.",
        ),
        (
            {"score_rule": "last"},
            "The last attempt you make counts, even if an earlier round went better.",
        ),
        (
            {"score_rule": "sum"},
            "Your attempts of all rounds are added up; a round you do not take adds nothing.",
        ),
        (
            {"score_rule": "sum", "score_rule_options": {"best_of": 3}},
            "Your 3 best attempts of all rounds are added up.",
        ),
        (
            {"score_rule": "sum_of_daily_bests"},
            "The best attempt of each day is added up.",
        ),
        (
            {"score_rule": "sudden_death"},
            "Points count up to your first mistake. "
            "Your best attempt counts, whichever round it was in.",
        ),
    ],
)
def test_what_counts_is_said_over_all_rounds(
    organisation: Organisation, now: datetime, fields: dict[str, object], text: str
):
    assert rules_of(two_rounds(organisation, now=now, **fields))["score_rule"] == text


def test_times_and_points_are_written_as_people_do():
    with override("en"):
        assert [duration_text(s) for s in (60, 1200, 90, 45)] == [
            "1 minute",
            "20 minutes",
            "1 minute 30 seconds",
            "45 seconds",
        ]
    assert [points_text(centi) for centi in (10000, 8750, 25, 50)] == ["100", "87.5", "0.25", "0.5"]
