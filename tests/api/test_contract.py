"""Whatever is sent to an address of the document, the answer is one that the document announces.

Schemathesis makes up requests, good and bad, for every operation. Two of three go to things that
exist, so that more than the way to a 404 is walked.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import Organisation, User
from api.schema.building import build_schema
from common import clock
from quiz.bank.commenting import add_comment
from quiz.bank.models import Bank, Question
from quiz.campaign.reporting import feature_campaign
from quiz.paper.compiled import compiled_paper
from tests.quiz.bank.importing.files import checked_import, item
from tests.quiz.campaign.campaigns import make_campaign
from tests.quiz.contest.contests import begin, draft_contest, entry_in, open_contest, publish, sit
from tests.quiz.factories import make_bank

EXAMPLES = 8
CSRF = "c" * 32
# In plain bytes: Schemathesis does not unpack what a WSGI application compressed.
HEADERS = {"X-CSRFToken": CSRF, "Accept-Language": "en", "Accept-Encoding": "identity"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]

contract = schemathesis.openapi.from_dict(
    build_schema(),
    config=SchemathesisConfig.from_dict(
        {"phases": {"coverage": {"enabled": False}, "examples": {"enabled": False}}}
    ),
)
contract.app = get_wsgi_application()
_numbers = count()
COOKIES = pytest.StashKey[dict[str, str]]()


@pytest.fixture
def world(
    organisation: Organisation, resident: User, organiser: User
) -> Iterator[dict[str, list[str]]]:
    """Something at every kind of address: what may stand for each path parameter."""
    now = clock.now()
    contest = open_contest(
        organisation, now=now, audience="guests", board_kinds=["people", "regions"]
    )
    closed = sit(contest, resident, right=2, at=now - timedelta(minutes=30))
    begun = begin(contest, resident, at=now)
    publish(contest, at=now)
    draft = draft_contest(organisation, now=now)
    campaign = make_campaign()
    feature_campaign(campaign=campaign)
    bank = make_bank("importing", organisation=organisation)
    planned = checked_import(bank, organiser, item("1"), item("2") | {"key": []})
    asked = Question.objects.order_by("id")[0]
    # So that the organiser may write in it, and not only draw from it.
    Bank.objects.filter(pk=asked.bank_id).update(organisation=organisation)
    comment = add_comment(question=asked, text="?", by=resident, now=now)
    yield {
        "slug": [contest.slug, campaign.slug],
        "kind": ["people", "regions"],
        "attempt_id": [str(closed.pk), str(begun.pk)],
        "bank_id": [str(bank.pk), str(Bank.objects.all()[0].pk)],
        "question_id": [str(asked.pk)],
        "topic_id": [str(asked.topic_id)],
        "comment_id": [str(comment.pk)],
        "contest_id": [str(contest.pk), str(draft.pk)],
        "entry_id": [str(entry_in(contest, resident).pk)],
        "import_id": [str(planned.pk)],
    }
    compiled_paper.cache_clear()


def cookies_of(user: User | None) -> dict[str, str]:
    """The cookies of a browser that somebody is signed in with."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": CSRF}


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep Django's handler from closing the connection that the test's transaction is open on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("is_meant", [True, False], ids=["those it is for", "others"])
@contract.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_no_answer_is_undocumented(
    case: schemathesis.Case[Any],
    is_meant: bool,
    request: pytest.FixtureRequest,
    world: dict[str, list[str]],
):
    number = next(_numbers)
    if number % 3:
        for name in case.path_parameters or {}:
            if name in world:
                case.path_parameters[name] = world[name][number % len(world[name])]
    cookies = request.node.stash.get(COOKIES, None)
    if cookies is None:
        audience = ["organiser", "resident"] if "/organise/" in case.path else ["resident", None]
        who = audience[0 if is_meant else 1]
        user = None if who is None else request.getfixturevalue(who)
        cookies = request.node.stash[COOKIES] = cookies_of(user)
    cache.clear()
    case.call_and_validate(headers=HEADERS, cookies=cookies, checks=CHECKS)
