"""Addresses of the pages, from the table in `pages.py`."""

import re

from django.urls import URLPattern, path

from frontend.pages import PAGES, Page
from frontend.views import choose_language, robots, show_authenticator_code, show_page

app_name = "frontend"


def _pattern(page: Page) -> URLPattern:
    route = re.sub(r"\{(\w+)\}", r"<str:\1>", page.route).removeprefix("/")
    return path(route, show_page, {"page": page}, name=page.route)


urlpatterns = [
    *map(_pattern, PAGES),
    path(
        "profile/security/authenticator.svg",
        show_authenticator_code,
        name="authenticator-code",
    ),
    path("language", choose_language, name="language"),
    path("robots.txt", robots, name="robots"),
]
