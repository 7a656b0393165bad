"""Which of our languages a text is in."""

import re

from common.text import Language, LocalisedText

# CJK ideographs with extension A and the compatibility block.
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def language_in(*texts: str) -> Language:
    """Chinese when any of the texts has an ideograph: English terms inside Chinese are common."""
    return Language.CHINESE if any(map(_IDEOGRAPH.search, texts)) else Language.ENGLISH


def text_in(language: Language, text: str) -> LocalisedText:
    """A text in one language; empty for an empty text."""
    if not text.strip():
        return {}
    return {"zh-Hans": text} if language is Language.CHINESE else {"en": text}
