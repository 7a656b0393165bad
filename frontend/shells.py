"""Shells: the small HTML documents around the pages, the same for everybody.

A shell depends on the page, the language and the looks a reader chose, never on who reads; what is
personal comes over the API. So a process renders each shell once and then hands out its bytes.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Self

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from frontend.catalogue import catalogue_for
from frontend.pages import Page

THEMES = ("light", "dark")
# BCP 47 tags as `lang` and Accept-Language want them, by Django's names for them.
LANGUAGE_TAGS = {"zh-hans": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a reader wants pages: the language by its Django code; "" where nothing was chosen."""

    language: str
    theme: str = ""
    type_size: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Read the cookies in which the pages keep these choices."""
        theme = request.COOKIES.get("theme", "")
        return cls(
            language=translation.get_language() or settings.LANGUAGE_CODE,
            theme=theme if theme in THEMES else "",
            type_size="large" if request.COOKIES.get("type") == "large" else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A rendered document and its entity tag."""

    body: bytes
    etag: str


def shell_of(page: Page, looks: Looks) -> Shell:
    """Return the shell of a page; rendered anew each time under DEBUG."""
    if settings.DEBUG:
        return _render(page, looks)
    return _rendered(page, looks)


def look_context(looks: Looks) -> dict[str, object]:
    """Return what `frontend/base.html` needs whatever the page is."""
    return {
        "looks": looks,
        "language_tag": LANGUAGE_TAGS.get(looks.language, looks.language),
        "languages": [
            {"code": code, "tag": LANGUAGE_TAGS.get(code, code), "name": name}
            for code, name in (("zh-hans", "简体中文"), ("en", "English"))
            if code != looks.language
        ],
        "icp_number": settings.WANGAN_ICP_NUMBER,
        "police_number": settings.WANGAN_POLICE_NUMBER,
    }


def _render(page: Page, looks: Looks) -> Shell:
    with translation.override(looks.language):
        context = look_context(looks) | {
            "page": page,
            "catalogue": catalogue_for(page.script, looks.language),
            "facts": {"route": page.route},
        }
        body = render_to_string("frontend/page.html", context).encode()
    digest = blake2b(body, digest_size=12).hexdigest()
    return Shell(body=body, etag=f'W/"{digest}"')


_rendered = lru_cache(maxsize=512)(_render)
