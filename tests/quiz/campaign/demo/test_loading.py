"""The demo is what the engine would have made of it, can be loaded again, and is marked."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Organisation, RoleKind, User
from common.ids import uuid7
from quiz.attempt.closing import finish_attempt
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Answer, Attempt
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.attempt.starting import draw_attempt, start_attempt
from quiz.bank.enums import QuestionType
from quiz.campaign.counting import count_campaign
from quiz.campaign.demo import contests
from quiz.campaign.demo.figures import FIGURES, SOURCE
from quiz.campaign.demo.loading import load_demo
from quiz.campaign.demo.people import PASSWORD
from quiz.campaign.models import Campaign, Figure
from quiz.contest.awarding import newest_awards
from quiz.contest.enums import ContestState, Eligibility, Phase, PrizeKind
from quiz.contest.models import Contest, Entry
from quiz.contest.standing import recompute_standings
from quiz.leaderboard.enums import Audience
from quiz.leaderboard.models import FinalStanding, Snapshot
from quiz.paper.compiled import compiled_paper

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
PARTICIPANTS = 120
REGISTERED = 127


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any):
    """The demo, loaded once for all tests here and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(now=NOW, participants=PARTICIPANTS, say=lambda _text: None)
        # Each test opens and rolls back a transaction within this one.
        yield
        transaction.set_rollback(True)
    compiled_paper.cache_clear()


pytestmark = pytest.mark.usefixtures("_loaded", "db")


def simulated() -> Contest:
    return Contest.objects.get(slug=contests.FINISHED)


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model is not Figure
    }


def test_a_real_site_refuses_it():
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("load_demo")


def test_loading_again_doubles_nothing(settings):
    settings.DEBUG = True
    before = rows()
    call_command("load_demo", participants=PARTICIPANTS, stdout=StringIO())
    assert rows() == before
    assert Figure.objects.count() == len(FIGURES)


@pytest.mark.parametrize(
    ("username", "duty"),
    [
        ("resident", []),
        ("organiser", [RoleKind.ORGANISER]),
        ("trainer", [RoleKind.TRAINER]),
        ("manager", [RoleKind.MANAGER]),
        ("staff", []),
    ],
)
def test_the_accounts_can_be_entered(username: str, duty: list[RoleKind]):
    user = authenticate(username=username, password=PASSWORD)
    assert isinstance(user, User)
    assert [role.kind for role in user.roles.all()] == duty
    assert user.is_staff is user.is_superuser is (username == "staff")
    assert user.phone_verified
    assert user.emailaddress_set.get().verified  # type: ignore[attr-defined]  # allauth's relation


def test_the_campaign_reports_what_the_document_says():
    campaign = Campaign.objects.get(is_featured=True)
    assert campaign.title["zh-Hans"] == "龙江净网行动"
    reported = [
        (f.label["zh-Hans"], f.wording["zh-Hans"], f.lower_bound, f.unit["zh-Hans"], f.counted_as)
        for f in campaign.figures.all()
    ]
    assert reported == [
        ("清理违法和不良信息", "10万余", 100_000, "条", None),
        ("查处违法违规网站及平台", "100余", 100, "家", None),
        ("破获各类网络犯罪案件", "500余", 500, "起", None),
        ("抓获犯罪嫌疑人", "600余", 600, "人", None),
        ("清理有害信息", "1000余", 1_000, "条", None),
        ("关闭违法违规网站", "100余", 100, "家", None),
        ("网络黑灰产业链案抓获", "20余", 20, "人", None),
        ("网络黑灰产业链案涉案金额", "数百万", 1_000_000, "元", None),
        ("发现并整改网络安全隐患", "200余", 200, "处", None),
        ("网络安全知识竞赛参与人数", "10万余", 100_000, "人", "participants"),
    ]
    sources = set(campaign.figures.values_list("source_title", "source_year", "upper_bound"))
    assert sources == {(SOURCE, 2019, None)}


def test_there_is_a_contest_of_each_kind():
    found = {contest.slug: contest for contest in Contest.objects.all()}
    assert {slug: (c.state, c.phase(NOW)) for slug, c in found.items()} == {
        contests.FINISHED: (ContestState.FINAL, Phase.FINISHED),
        contests.OPEN: (ContestState.PUBLISHED, Phase.OPEN),
        contests.UPCOMING: (ContestState.PUBLISHED, Phase.UPCOMING),
        contests.DRAFT: (ContestState.DRAFT, Phase.UPCOMING),
    }
    practice = compiled_paper(found[contests.OPEN].rounds.get().paper_id)
    assert found[contests.OPEN].audience == Eligibility.GUESTS
    assert (practice.question_count, practice.time_limit_s, practice.total_centi) == (
        20,
        1200,
        10_000,
    )
    assert {question.content.type for question in practice.questions} == set(QuestionType)
    assert set(Campaign.objects.get().contests.values_list("slug", flat=True)) == {
        contests.FINISHED,
        contests.OPEN,
        contests.UPCOMING,
    }


def test_the_contest_to_come_has_two_rounds_and_prizes_by_place_and_by_lot():
    contest = Contest.objects.get(slug=contests.UPCOMING)
    rounds = contest.rounds.order_by("number")
    assert list(rounds.values_list("number", "title__zh-Hans", "paper__question_count")) == [
        (1, "初赛", 20),
        (2, "决赛", 20),
    ]
    assert [
        (prize.kind, prize.title["zh-Hans"]) for prize in contest.prizes.order_by("number")
    ] == [
        (PrizeKind.PLACE, "一等奖"),
        (PrizeKind.PLACE, "二等奖"),
        (PrizeKind.PLACE, "三等奖"),
        (PrizeKind.DRAW, "幸运奖"),
    ]
    assert contest.draw_seed
    assert not contest.is_simulated


def test_the_best_of_the_contest_that_is_over_were_awarded_its_prizes():
    awarded = newest_awards(simulated()).values_list("prize__number", "entry_id")
    ranked = Entry.objects.filter(rank_key__isnull=False).order_by("rank_key", "pk")
    best = list(ranked.values_list("pk", flat=True)[:60])
    assert sorted(awarded) == sorted(
        (1 if place <= 10 else 2 if place <= 30 else 3, entry)
        for place, entry in enumerate(best, start=1)
    )


def test_everybody_who_took_part_is_marked_as_simulated():
    assert simulated().is_simulated
    people = User.objects.filter(entries__isnull=False)
    assert people.count() == REGISTERED
    assert set(people.values_list("is_simulated", flat=True)) == {True}
    assert all("模拟" in name for name in people.values_list("display_name", flat=True))
    assert not any(person.has_usable_password() for person in people)
    assert set(Organisation.objects.values_list("is_simulated", flat=True)) == {True}
    counted = count_campaign(campaign=Campaign.objects.get(), now=NOW)
    assert counted.started == counted.simulated == PARTICIPANTS
    assert counted.registered == REGISTERED


def test_the_boards_are_final_and_published():
    ranked = Entry.objects.filter(rank_key__isnull=False).count()
    snapshot = Snapshot.objects.get(board=simulated().pk, audience=Audience.PUBLIC)
    assert (snapshot.total, snapshot.is_final) == (ranked, True)
    assert FinalStanding.objects.filter(board=simulated().pk).count() == ranked
    assert snapshot.counts["registered"] == REGISTERED
    assert snapshot.top[0]["name"].endswith("（模拟）")
    assert snapshot.teams["regions"]
    assert all(row["rank"] and row["value"] is not None for row in snapshot.teams["regions"])


def test_standings_are_what_the_contest_would_derive():
    entry_ids = list(Entry.objects.values_list("pk", flat=True))
    changed = [
        recompute_standings(entry_ids=entry_ids[first : first + 500], now=NOW)
        for first in range(0, len(entry_ids), 500)
    ]
    assert sum(changed) == 0


COMPARED = (
    "drawn",
    "question_count",
    "deadline",
    "state",
    "finished_at",
    "time_used_ms",
    "score_centi",
    "max_centi",
    "marks",
    "marked_at",
)


def facts(attempt: Attempt) -> dict[str, object]:
    attempt.refresh_from_db()
    return {name: getattr(attempt, name) for name in COMPARED}


@pytest.mark.parametrize("state", [AttemptState.FINISHED, AttemptState.OVERDUE])
def test_an_attempt_is_what_the_engine_would_have_written(state: AttemptState):
    attempts = list(Attempt.objects.filter(state=state).order_by("seed")[:5])
    assert attempts
    for attempt in attempts:
        answers = list(Answer.objects.filter(attempt=attempt).order_by("position"))
        assert answers
        drawn = draw_attempt(
            entry_id=uuid7(),
            user_id=attempt.user_id,
            paper_id=attempt.paper_id,
            number=1,
            window_end=simulated().closes_at,
            now=attempt.started_at,
            seed=attempt.seed,
        )
        again = start_attempt(attempt=drawn, now=attempt.started_at)
        for answer in answers:
            save_answers(
                attempt_id=again.pk,
                answers=[AnswerIn(answer.position, json.loads(answer.response), answer.seq)],
                received_at=answer.saved_at,
            )
        assert attempt.marked_at is not None
        finish_attempt(attempt_id=again.pk, now=attempt.marked_at)
        assert facts(again) == facts(attempt)
        stored = Answer.objects.filter(attempt=again).order_by("position")
        columns = ("position", "response", "seq", "saved_at")
        assert list(stored.values_list(*columns)) == [
            tuple(getattr(answer, column) for column in columns) for answer in answers
        ]
