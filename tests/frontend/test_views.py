"""The language choice, errors, robots, and the picture for authenticator apps."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User


def test_the_chosen_language_is_kept_and_leads_back_to_where_one_was(client: Client) -> None:
    response = client.post(
        "/language",
        {"language": "en"},
        headers={"Referer": "http://testserver/contests?state=open"},
    )
    assert (response.status_code, response["Location"]) == (302, "/contests?state=open")
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x", "", "javascript:alert(1)"])
def test_the_language_choice_leads_nowhere_else(client: Client, referer: str) -> None:
    response = client.post("/language", {"language": "en"}, headers={"Referer": referer})
    assert response["Location"] == "/"


def test_an_unknown_language_is_not_kept(client: Client) -> None:
    assert not client.post("/language", {"language": "xx"}).cookies


def test_a_language_is_not_chosen_by_following_a_link(client: Client) -> None:
    assert client.get("/language?language=en").status_code == 405


def test_an_unknown_address_is_said_to_be_one_in_the_readers_language(client: Client) -> None:
    response = client.get("/nothing-here", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()


def test_crawlers_are_kept_to_public_pages(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /attempts/" in response.content.decode()


def test_the_secret_being_set_up_is_drawn_for_its_owner_only(
    client: Client, resident: User
) -> None:
    assert client.get("/profile/security/authenticator.svg").status_code == 302
    client.force_login(resident)
    assert client.get("/profile/security/authenticator.svg").status_code == 404
    client.get("/_allauth/browser/v1/account/authenticators/totp")
    response = client.get("/profile/security/authenticator.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "no-store"
    assert response.content.startswith(b"<?xml")


def test_an_unknown_address_gets_our_own_page_in_the_demo_too(
    client: Client, settings: Settings
) -> None:
    settings.DEBUG = True
    for ask in (client.get, Client(enforce_csrf_checks=True).post):
        response = ask("/nothing-here", headers={"Accept-Language": "en"})
        assert response.status_code == 404
        assert "<h1>Page not found</h1>" in response.content.decode()
    assert client.get("/api/nothing")["Content-Type"] == "application/problem+json"
