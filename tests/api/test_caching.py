"""What is not public is kept by nobody; what is public carries a weak tag."""

from collections import defaultdict
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from api.schema.building import build_schema
from quiz.campaign.reporting import feature_campaign
from quiz.contest.models import Contest
from quiz.paper.compiled import compiled_paper
from tests.quiz.campaign.campaigns import make_campaign
from tests.quiz.contest.contests import entry_in, open_contest, sit

API = "/api/v1"
PUBLIC = {
    "/home",
    "/campaigns/{slug}",
    "/contests",
    "/contests/{slug}",
    "/contests/{slug}/awards",
    "/contests/{slug}/boards/{kind}",
    "/contests/{slug}/calendar.ics",
    "/contests/{slug}/participation",
    "/regions",
}


@pytest.fixture
def contest(organisation: Organisation, now: datetime) -> Any:
    yield open_contest(organisation, now=now, slug="spring", board_kinds=["people"])
    compiled_paper.cache_clear()


def reads() -> list[str]:
    """Each path of the document that can be read."""
    return [
        path.removeprefix(API)
        for path, methods in build_schema()["paths"].items()
        if "get" in methods
    ]


@pytest.mark.parametrize("path", reads())
def test_only_public_answers_may_be_kept(
    client: Client, contest: Contest, resident: User, organiser: User, now: datetime, path: str
):
    attempt = sit(contest, resident, right=2, at=now)
    campaign = make_campaign()
    feature_campaign(campaign=campaign)
    client.force_login(organiser if "/organise/" in path else resident)
    places = {
        "slug": campaign.slug if path.startswith("/campaigns") else contest.slug,
        "kind": "people",
        "attempt_id": attempt.pk,
        "contest_id": contest.pk,
        "entry_id": entry_in(contest, resident).pk,
    }
    # What is not there is answered too, and is kept by nobody either.
    unknown = defaultdict(lambda: contest.pk, {"number": "1"}, **places)
    response = client.get(API + path.format_map(unknown))
    if path in PUBLIC:
        assert response["Cache-Control"].startswith("public")
        assert response["ETag"].startswith('W/"')
    else:
        assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"{API}/contests", f"{API}/regions"])
def test_a_public_list_is_not_sent_twice(client: Client, path: str):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_a_preview_with_its_keys_is_kept_nowhere(client: Client, organiser: User):
    client.force_login(organiser)
    response = client.post(
        f"{API}/organise/blueprints/preview", {}, content_type="application/json"
    )
    assert "no-store" in response["Cache-Control"]
