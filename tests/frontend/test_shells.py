"""Shells: one small document a page, the same for everybody."""

import json
import re

import pytest
from django.test import Client

from accounts.models import User
from frontend.catalogue import catalogue_for
from frontend.pages import PAGES, Frame, Page


def address(page: Page) -> str:
    return re.sub(r"\{\w+\}", "something", page.route)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_every_page_loads_its_own_bundle_and_its_areas_sheet(page: Page, client: Client) -> None:
    response = client.get(address(page), headers={"Accept-Language": "en"})
    html = response.content.decode()
    name = page.entry.split("/")[-1]
    assert response.status_code == 200
    assert re.search(
        rf'<script type="module"[^>]* src="/static/app/assets/{name}-[\w-]+\.js"', html
    )
    assert re.search(r'<link rel="stylesheet" href="/static/app/assets/[\w-]+\.css">', html)
    assert ("site-header" in html) == (page.frame is Frame.FULL)
    assert json.loads(
        re.findall(r'id="shell" type="application/json">(.*?)</script>', html)[0]
    ) == {"route": page.route}


def test_a_shell_sets_no_cookie_and_asks_the_database_nothing(client: Client) -> None:
    # Without the `db` fixture any query is an error.
    assert not client.get("/contests").cookies


def test_a_shell_is_the_same_for_everybody(client: Client, resident: User) -> None:
    nobody = client.get("/contests").content
    client.force_login(resident)
    assert client.get("/contests").content == nobody


def test_an_unchanged_shell_is_not_sent_again(client: Client) -> None:
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Language"} <= set(re.split(", *", first["Vary"]))


def test_a_shell_may_run_nothing_but_our_own_scripts(client: Client) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "require-trusted-types-for 'script'" in policy
    assert b"style=" not in response.content
    assert not re.search(rb"<script>|\son\w+=", response.content)


@pytest.mark.parametrize(
    ("cookies", "headers", "expected"),
    [
        ({}, {}, b'<html lang="zh-Hans">'),
        ({}, {"Accept-Language": "en-GB,en"}, b'<html lang="en">'),
        ({"django_language": "en"}, {"Accept-Language": "zh-CN"}, b'<html lang="en">'),
        (
            {"theme": "dark", "type": "large"},
            {},
            b'lang="zh-Hans" data-theme="dark" data-type="large"',
        ),
        ({"theme": '"><script>', "type": "huge"}, {}, b'<html lang="zh-Hans">'),
    ],
)
def test_a_shell_looks_as_the_reader_chose(
    client: Client, cookies: dict[str, str], headers: dict[str, str], expected: bytes
) -> None:
    for name, value in cookies.items():
        client.cookies[name] = value
    assert expected in client.get("/", headers=headers).content


def test_a_page_gets_the_translations_of_its_own_texts_only() -> None:
    sign_in = catalogue_for("frontend/src/pages/account/sign-in.ts", "zh-hans")
    home = catalogue_for("frontend/src/pages/resident/home.ts", "zh-hans")
    assert sign_in["Password"] == "密码"
    assert "Password" not in home


def test_english_pages_need_no_translations() -> None:
    assert catalogue_for("frontend/src/pages/account/sign-in.ts", "en") == {}
