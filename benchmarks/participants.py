"""A contest with the shipped questions, and people with sessions who are about to take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import transaction
from django.utils.crypto import get_random_string

from accounts.models import Organisation, OrganisationKind, User
from accounts.organisations import create_organisation
from benchmarks.load import http_request
from common import clock
from quiz.bank.enums import MarkingRule
from quiz.bank.models import Bank
from quiz.contest.models import Contest, Round
from quiz.contest.publishing import publish_contest
from quiz.paper.models import Blueprint

QUESTIONS = 20
SLUG = "benchmark"
CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody with a session."""

    user_id: str
    session_key: str

    def request(self, method: str, path: str) -> bytes:
        """A request of theirs as bytes."""
        cookies = (
            f"{settings.SESSION_COOKIE_NAME}={self.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        )
        return http_request(method, path, headers={"Cookie": cookies, "X-CSRFToken": CSRF})


def open_first_contest() -> Contest:
    """Load what is shipped, and open a contest of twenty drawn questions."""
    call_command("load_pack", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    organisation = create_organisation(
        slug="benchmark",
        name={"zh-Hans": "测速", "en": "Benchmark"},
        kind=OrganisationKind.AGENCY,
    )
    return open_contest(organisation, slug=SLUG)


def open_contest(
    organisation: Organisation,
    *,
    slug: str,
    questions: int = QUESTIONS,
    time_limit_s: int = 1200,
) -> Contest:
    """A contest of drawn questions, five points each, that is open now."""
    now = clock.now()
    opened_at = now - timedelta(hours=1)
    contest = Contest.objects.create(
        slug=slug,
        organisation=organisation,
        title={"zh-Hans": "测速竞赛", "en": "Benchmark"},
        opens_at=opened_at,
        closes_at=now + timedelta(days=1),
        created_at=opened_at,
        attempts_total=None,
        is_simulated=True,
    )
    section = {
        "kind": "draw",
        "bank": str(Bank.objects.get(slug="network-safety").id),
        "count": questions,
        "points": 5,
    }
    Round.objects.create(
        contest=contest,
        opens_at=contest.opens_at,
        closes_at=contest.closes_at,
        blueprint=Blueprint.objects.create(
            sections=[section], time_limit_s=time_limit_s, marking_rule=MarkingRule.PARTIAL
        ),
    )
    return publish_contest(contest=contest, by=None, now=opened_at)


@transaction.atomic
def make_participants(count: int) -> Sequence[Participant]:
    """Make people and sign each of them in."""
    before = User.objects.count()
    users = User.objects.bulk_create(
        User(username=f"benchmark-{number}", display_name=f"Benchmark {number}")
        for number in range(before, before + count)
    )
    sessions: Any = import_module(settings.SESSION_ENGINE).SessionStore
    stores = []
    for user in users:
        # One after the other they would be created in a minute; these are written together.
        store = sessions(session_key=get_random_string(32))
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        stores.append(store)
    sessions.get_model_class().objects.bulk_create(
        store.create_model_instance(dict(store.items())) for store in stores
    )
    if hasattr(stores[0], "_cache"):
        stores[0]._cache.set_many({store.cache_key: dict(store.items()) for store in stores})
    return [
        Participant(str(user.pk), store.session_key)
        for user, store in zip(users, stores, strict=True)
    ]
