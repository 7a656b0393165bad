"""The demo's contests: one that is over, one to take now, one to come, and a draft."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Organisation, User
from quiz.bank.enums import MarkingRule
from quiz.bank.models import Bank
from quiz.campaign.demo.papers import FINAL, PRELIMINARY, draw, topics_of, twenty_questions
from quiz.campaign.demo.prizes import BY_PLACE, BY_PLACE_AND_LOT
from quiz.contest.arranging import NewRound
from quiz.contest.composing import BlueprintSettings
from quiz.contest.drafting import ContestSettings, create_contest
from quiz.contest.enums import Eligibility, NameDisplay, ReviewPolicy, ScoreRuleName
from quiz.contest.models import Contest
from quiz.contest.models.contests import DEFAULT_TIMEZONE
from quiz.contest.offering import PrizeSettings
from quiz.contest.publishing import publish_contest
from quiz.leaderboard.enums import BoardKind, TeamRule

FINISHED, OPEN = "network-safety-contest", "open-practice-2026"
UPCOMING, DRAFT = "minors-online-week", "data-security-at-work"
ALL_BOARDS = [kind.value for kind in (BoardKind.PEOPLE, BoardKind.REGIONS, BoardKind.ORGANISATIONS)]


def make_finished_contest(
    *, bank: Bank, organisation: Organisation, by: User, now: datetime
) -> Contest:
    """The contest of the simulated people, as it was published: a month long, over for ten days."""
    opens_at = _midnight(now - timedelta(days=40))
    return _published(
        organisation=organisation,
        by=by,
        now=opens_at - timedelta(days=3),
        blueprint=twenty_questions(bank),
        settings={
            "slug": FINISHED,
            "title": {
                "zh-Hans": "网络安全知识竞赛（模拟数据）",
                "en": "Network safety contest (simulated data)",
            },
            "description": {
                "zh-Hans": "本竞赛的参赛者全部由程序模拟生成，用来展示统计和排行榜。",
                "en": (
                    "Everybody in this contest is made up by a program, to show what counts and "
                    "boards look like."
                ),
            },
            "opens_at": opens_at,
            "closes_at": opens_at + timedelta(days=30),
            "audience": Eligibility.SIGNED_IN.value,
            "attempts_total": 2,
            "attempts_per_day": 1,
            "pass_mark_percent": 60,
            "review_policy": ReviewPolicy.AFTER_CONTEST.value,
            "board_kinds": ALL_BOARDS,
            "team_rule": TeamRule.MEAN_TOP_K.value,
            "top_k": 10,
            # Full names: each says that the person is made up.
            "name_display": NameDisplay.FULL.value,
        },
        prizes=BY_PLACE,
        is_simulated=True,
    )


def make_open_contest(
    *, bank: Bank, organisation: Organisation, by: User, now: datetime
) -> Contest:
    """Twenty questions in twenty minutes, for anybody, as often as they like."""
    opens_at = _midnight(now)
    return _published(
        organisation=organisation,
        by=by,
        now=opens_at - timedelta(days=1),
        blueprint=twenty_questions(bank),
        settings={
            "slug": OPEN,
            "title": {
                "zh-Hans": "2026 网络安全知识公开练习赛",
                "en": "Open practice contest 2026",
            },
            "description": {
                "zh-Hans": "20 道题，20 分钟，不用注册就能参加，可以多次作答，取最好成绩。",
                "en": (
                    "20 questions in 20 minutes. No account is needed; take it as often as you "
                    "like, your best result counts."
                ),
            },
            "opens_at": opens_at,
            "closes_at": opens_at + timedelta(days=365),
            "audience": Eligibility.GUESTS.value,
            "attempts_total": None,
            "pass_mark_percent": 60,
            "review_policy": ReviewPolicy.AFTER_FINISH.value,
            "board_kinds": ALL_BOARDS,
        },
    )


def make_upcoming_contest(
    *, bank: Bank, organisation: Organisation, by: User, now: datetime
) -> Contest:
    """About minors online, with prizes: a preliminary round in a fortnight, then a final."""
    opens_at = _midnight(now + timedelta(days=14))
    final_at = opens_at + timedelta(days=9, hours=9)
    closes_at = final_at + timedelta(hours=12)
    topics = topics_of(bank, "minors", "personal-information", "fraud")
    return _published(
        organisation=organisation,
        by=by,
        now=now,
        rounds=[
            {
                "title": PRELIMINARY,
                "opens_at": opens_at,
                "closes_at": opens_at + timedelta(days=7),
                "blueprint": {
                    "time_limit_s": 15 * 60,
                    "marking_rule": MarkingRule.ALL_OR_NOTHING.value,
                    "sections": [draw(bank, 20, 5, topics=topics)],
                },
            },
            {
                "title": FINAL,
                "opens_at": final_at,
                "closes_at": closes_at,
                "blueprint": twenty_questions(bank),
            },
        ],
        settings={
            "slug": UPCOMING,
            "title": {
                "zh-Hans": "未成年人网络保护知识竞赛",
                "en": "Minors online: a contest in two rounds",
            },
            "description": {
                "zh-Hans": (
                    "面向家长、老师和学生，了解未成年人上网的风险和保护办法。"
                    "初赛一周，决赛一天，两轮最好成绩相加。"
                ),
                "en": (
                    "For parents, teachers and pupils: what can go wrong online, and what helps. "
                    "A week of preliminaries and a final day; the best of each adds up."
                ),
            },
            "opens_at": opens_at,
            "closes_at": closes_at,
            "audience": Eligibility.SIGNED_IN.value,
            "attempts_total": None,
            "attempts_per_round": 3,
            "attempts_per_day": 1,
            "score_rule": ScoreRuleName.SUM_OF_ROUND_BESTS.value,
            "pass_mark_percent": 60,
            "review_policy": ReviewPolicy.AFTER_CONTEST.value,
            "board_kinds": ALL_BOARDS[:2],
        },
        prizes=BY_PLACE_AND_LOT,
    )


def make_draft(*, bank: Bank, organisation: Organisation, by: User, now: datetime) -> Contest:
    """What an organiser is still working on: for the organisation's own people."""
    opens_at = _midnight(now + timedelta(days=30))
    topics = topics_of(bank, "workplace", "passwords", "phishing")
    return Contest.objects.filter(slug=DRAFT).first() or create_contest(
        organisation=organisation,
        by=by,
        now=now,
        settings={
            "slug": DRAFT,
            "title": {"zh-Hans": "办公数据安全测验", "en": "Data security at work"},
            "opens_at": opens_at,
            "closes_at": opens_at + timedelta(days=5),
            "audience": Eligibility.ORGANISATION.value,
            "attempts_total": 1,
            "review_policy": ReviewPolicy.AFTER_CONTEST.value,
        },
        blueprint={
            "time_limit_s": 10 * 60,
            "marking_rule": MarkingRule.PARTIAL.value,
            "sections": [draw(bank, 15, 4, topics=topics)],
        },
    )


def _published(
    *,
    organisation: Organisation,
    by: User,
    now: datetime,
    settings: ContestSettings,
    blueprint: BlueprintSettings | None = None,
    rounds: Sequence[NewRound] = (),
    prizes: Sequence[PrizeSettings] = (),
    is_simulated: bool = False,
) -> Contest:
    there = Contest.objects.filter(slug=settings["slug"]).first()
    if there is not None:
        return there
    contest = create_contest(
        organisation=organisation,
        by=by,
        now=now,
        settings=settings,
        blueprint=blueprint or {},
        rounds=rounds,
        prizes=prizes,
    )
    if is_simulated:
        contest.is_simulated = True
        contest.save(update_fields=["is_simulated"])
    return publish_contest(contest=contest, by=by, now=now)


def _midnight(moment: datetime) -> datetime:
    """The beginning of that day where the contests are."""
    return moment.astimezone(ZoneInfo(DEFAULT_TIMEZONE)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
