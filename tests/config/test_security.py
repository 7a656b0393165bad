"""The content security policy of our pages, and of the two that others wrote."""

import pytest
from django.test import Client

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html wangan",
}


def policy(client: Client, path: str) -> set[str]:
    return set(client.get(path)["Content-Security-Policy"].split("; "))


def test_our_pages_run_nothing_but_our_scripts(client: Client) -> None:
    assert policy(client, "/nowhere") == STRICT


@pytest.mark.django_db
def test_the_admin_may_style_inline_but_not_script_inline(client: Client) -> None:
    found = policy(client, "/admin/login/")
    assert "style-src 'self' 'unsafe-inline'" in found
    assert "script-src 'self'" in found
