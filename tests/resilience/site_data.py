"""Makes a contest, its organiser and people, all signed in, as a process of the site; prints JSON.

`python -m tests.resilience.site_data SLUG PEOPLE TIME_LIMIT_S`
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.conf import settings  # noqa: E402 - after the set-up

from accounts.models import Organisation, Role, RoleKind, User  # noqa: E402
from benchmarks.participants import make_participants  # noqa: E402
from common import clock  # noqa: E402
from quiz.contest.models import Contest, Round  # noqa: E402
from quiz.contest.publishing import publish_contest  # noqa: E402
from tests.cast import make_organisation  # noqa: E402
from tests.quiz.factories import (  # noqa: E402
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
)

QUESTIONS = 8


def main(slug: str, people: int, time_limit_s: int) -> dict[str, object]:
    """Make an open contest of single choices, 5 points each, in which `a` is always right."""
    now = clock.now()
    organisation = Organisation.objects.first() or make_organisation()
    topic = make_topic(make_bank(slug, organisation=organisation))
    for label in range(QUESTIONS):
        make_question(topic, label=str(label))
    contest = Contest.objects.create(
        slug=slug,
        organisation=organisation,
        title={"zh-Hans": slug, "en": slug},
        opens_at=now - timedelta(hours=2),
        closes_at=now + timedelta(days=7),
        created_at=now - timedelta(hours=2),
        attempts_total=None,
    )
    Round.objects.create(
        contest=contest,
        opens_at=contest.opens_at,
        closes_at=contest.closes_at,
        blueprint=make_blueprint([draw_section(topic.bank, QUESTIONS)], time_limit_s=time_limit_s),
    )
    publish_contest(contest=contest, by=None, now=contest.opens_at)
    [organiser, *participants] = make_participants(people + 1)
    user = User.objects.get(pk=organiser.user_id)
    Role.objects.create(user=user, kind=RoleKind.ORGANISER, organisation=organisation)
    TOTP.activate(user, generate_totp_secret())
    return {
        "slug": slug,
        "id": str(contest.pk),
        "bank": str(topic.bank_id),
        "questions": QUESTIONS,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "organiser": organiser.session_key,
        "participants": [
            {"user_id": one.user_id, "session_key": one.session_key} for one in participants
        ],
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
