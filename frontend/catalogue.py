"""The texts a page's scripts can show, in the reader's language."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

MESSAGES_FILE = Path("frontend/dist/.vite/messages.json")

Catalogue = dict[str, str | list[str]]


class PageMessages(TypedDict):
    """What the build found: texts, and pairs of texts for one and for several."""

    single: list[str]
    plural: list[tuple[str, str]]


@lru_cache(maxsize=1)
def _messages() -> dict[str, PageMessages]:
    text = (settings.BASE_DIR / MESSAGES_FILE).read_text(encoding="utf-8")
    messages: dict[str, PageMessages] = json.loads(text)
    return messages


def catalogue_for(script: str, language: str) -> Catalogue:
    """Return translations of every text that the entry `script` can show.

    What is the same in both languages is left out. A plural has two forms, for one and for other
    counts, which is enough for English and Chinese; a language with more needs more here and in
    `tn` of `src/core/i18n.ts`.
    """
    if settings.DEBUG:
        _messages.cache_clear()
    found = _messages().get(script, PageMessages(single=[], plural=[]))
    catalogue: Catalogue = {}
    with translation.override(language):
        for message in found["single"]:
            if (translated := gettext(message)) != message:
                catalogue[message] = translated
        for one, other in found["plural"]:
            forms = [ngettext(one, other, 1), ngettext(one, other, 2)]
            if forms != [one, other]:
                catalogue[one] = forms
    return catalogue
