"""What can happen behind the scenes of a browser test: contests, people, boards.

Everything goes through the same use cases as for real.
"""

import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.db.models import F

from accounts.models import Organisation, OrganisationKind, Role, RoleKind, User
from accounts.organisations import create_organisation
from common import clock
from common.jobs import run_pending_jobs
from common.models import OutboxMessage
from common.outbox import read_body
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Bank, Topic
from quiz.bank.revising import create_question
from quiz.bank.types import rules_of
from quiz.contest import board_publishing
from quiz.contest.closing import close_contest
from quiz.contest.drafting import create_contest
from quiz.contest.entering import enter_contest
from quiz.contest.extra_time import grant_extra_time
from quiz.contest.finalising import finalise_contest
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.publishing import publish_contest
from quiz.contest.starting import start_contest_attempt
from quiz.paper.compiled import compiled_paper
from tests.cast import PASSWORD

ORGANISATION = "harbin-clean-net"


def prepare() -> None:

    # Whatever these say must not be taken for an answer.
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    call_command("compile_translations", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0, stdout=sys.stderr)
    call_command("load_regions", stdout=sys.stderr)
    call_command("load_pack", stdout=sys.stderr)
    create_organisation(
        slug=ORGANISATION,
        name={"zh-Hans": "哈尔滨净网志愿队", "en": "Harbin Clean Net Volunteers"},
        kind=OrganisationKind.COMMUNITY,
    )


def open_contest(
    *,
    slug: str,
    questions: int = 20,
    types: list[str] | None = None,
    bank: str = "network-safety",
    shuffle: bool = True,
    time_limit_s: int = 1200,
    open_for_s: int = 7 * 86_400,
    opens_in_s: int = -3600,
    **chosen: Any,
) -> dict[str, str]:
    """Publish a contest over the shipped bank, or another one."""
    now = clock.now()
    section = {
        "kind": "draw",
        "bank": str(Bank.objects.get(slug=bank).pk),
        "topics": [],
        "types": types or [],
        "difficulties": [],
        "count": questions,
        "points": 5,
    }
    contest = create_contest(
        organisation=Organisation.objects.get(slug=ORGANISATION),
        settings={
            "slug": slug,
            "title": {"zh-Hans": "2026年网络安全知识竞赛", "en": "Network Safety Contest 2026"},
            "description": {
                "zh-Hans": "和家人一起学会识破骗局、保护个人信息。",
                "en": "Learn to see through scams and to protect personal data.",
            },
            "opens_at": now + timedelta(seconds=opens_in_s),
            "closes_at": now + timedelta(seconds=opens_in_s + open_for_s),
            "attempts_total": 3,
            "review_policy": "after_finish",
            "pass_mark_percent": 60,
            "board_kinds": ["people", "regions"],
            **chosen,  # type: ignore[typeddict-item]  # the test says what it wants
        },
        blueprint={
            "time_limit_s": time_limit_s,
            "shuffle_questions": shuffle,
            "shuffle_options": shuffle,
            "sections": [section],
        },
        by=None,
        now=now,
    )
    publish_contest(contest=contest, by=None, now=now)
    return {"slug": contest.slug}


def write_questions(*, bank: str, contents: list[dict[str, Any]]) -> dict[str, str]:
    """Make a bank with these questions, published, in the JSON form of `question_content`."""
    made = Bank.objects.create(slug=bank, name={"en": bank})
    topic = Topic.objects.create(bank=made, slug="all", name={"en": "All"})
    for number, content in enumerate(contents):
        create_question(
            bank=made,
            topic=topic,
            content=content,
            difficulty=Difficulty.EASY,
            status=QuestionStatus.PUBLISHED,
            external_id=str(number),
            now=clock.now(),
        )
    return {"bank": bank}


def make_bank(*, slug: str) -> dict[str, str]:
    """An empty bank of the organisation that desks belong to."""
    owner = Organisation.objects.get(slug=ORGANISATION)
    name = {"zh-Hans": "志愿队题库", "en": "Volunteers' bank"}
    Bank.objects.create(slug=slug, name=name, organisation=owner)
    return {"slug": slug}


def person(*, username: str, **fields: Any) -> dict[str, str]:
    """Somebody with an account."""
    user = User.objects.filter(username=username).first()
    user = user or User.objects.create_user(username, PASSWORD, **fields)
    return {"id": str(user.pk)}


def begin(*, slug: str, username: str) -> dict[str, str]:
    """Start an attempt, as somebody did a moment ago on another device."""
    contest = Contest.objects.get(slug=slug)
    user = User.objects.get(username=username)
    enter_contest(contest=contest, user=user, now=clock.now())
    started = start_contest_attempt(contest=contest, user=user, now=clock.now())
    return {"id": str(started.attempt.pk)}


def let_time_pass(*, slug: str, hours: int) -> None:
    """Everything about the contest was that much earlier than it was."""
    earlier = timedelta(hours=hours)
    moved = {"opens_at": F("opens_at") - earlier, "closes_at": F("closes_at") - earlier}
    Contest.objects.filter(slug=slug).update(**moved)
    Round.objects.filter(contest__slug=slug).update(**moved)


def finish(*, attempt: str) -> None:
    """Hand in."""
    finish_attempt(attempt_id=UUID(attempt), now=clock.now())


def bring_deadline_to_now(*, attempt: str) -> None:
    """The time of an attempt is over at this moment."""
    Attempt.objects.filter(pk=attempt).update(deadline=clock.now())


def sit(*, slug: str, people: int) -> None:
    """Let several people take the contest, each a little worse than the one before."""
    for number in range(people):
        name = f"{'王李张刘陈杨赵黄'[number % 8]}{'伟芳娜敏静磊'[number % 6]}"
        person(username=f"{slug}-{number}", display_name=name, region_id="230102")
        attempt = Attempt.objects.get(pk=begin(slug=slug, username=f"{slug}-{number}")["id"])
        questions = compiled_paper(attempt.paper_id).questions
        now = clock.now()
        answers = []
        for position, index in enumerate(attempt.drawn[: max(0, len(attempt.drawn) - number)]):
            content = questions[index].content
            response = list(rules_of(content.type).right_response(content))
            answers.append(AnswerIn(position, response, int(now.timestamp() * 1000)))
        if answers:
            save_answers(attempt_id=attempt.pk, answers=answers, received_at=now)
        finish_attempt(attempt_id=attempt.pk, now=now + timedelta(seconds=60 + number))


def publish_board(*, slug: str) -> None:
    """What the publisher does every few seconds."""
    board_publishing.publish_board(contest=Contest.objects.get(slug=slug), now=clock.now())


def finalise(*, slug: str) -> None:
    """Close the contest and write the final standings."""
    contest = close_contest(contest=Contest.objects.get(slug=slug), by=None, now=clock.now())
    finalise_contest(contest=contest, by=None, now=clock.now())


def give_more_time(*, slug: str, username: str, percent: int) -> None:
    """What an organiser does for somebody who needs longer."""
    grant_extra_time(
        entry=Entry.objects.get(contest__slug=slug, user__username=username),
        time_factor_percent=percent,
        by=None,
        reason="asked for it",
        now=clock.now(),
    )


def read_last_message(*, recipient: str) -> str:
    """What the recipient of a mail or SMS would read."""
    return read_body(OutboxMessage.objects.filter(recipient=recipient).latest("created_at"))


def make_organiser(*, username: str, second_factor: bool = True) -> None:
    """Let somebody run the contests of the organisation."""
    user = User.objects.get(username=username)
    organisation = Organisation.objects.get(slug=ORGANISATION)
    Role.objects.get_or_create(user=user, kind=RoleKind.ORGANISER, organisation=organisation)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())


def make_trainer(*, username: str, organisation: str) -> None:
    """Let somebody train the people of a new organisation."""
    user = User.objects.get(username=username)
    made = create_organisation(
        slug=organisation,
        name={"zh-Hans": "龙江电力", "en": "Longjiang Power"},
        kind=OrganisationKind.ENTERPRISE,
    )
    Role.objects.create(user=user, kind=RoleKind.TRAINER, organisation=made)
    TOTP.activate(user, generate_totp_secret())


def run_jobs() -> dict[str, int]:
    """What the worker does."""
    return {"jobs": run_pending_jobs(now=clock.now())}


ORDERS = {
    order.__name__: order
    for order in (
        open_contest,
        write_questions,
        person,
        begin,
        let_time_pass,
        finish,
        bring_deadline_to_now,
        sit,
        publish_board,
        finalise,
        give_more_time,
        read_last_message,
        make_organiser,
        make_trainer,
        make_bank,
        run_jobs,
    )
}
