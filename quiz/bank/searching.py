"""What a question is found by: its words in both languages, and the initials of their pinyin."""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

from quiz.bank.folding import fold_answer
from quiz.bank.question_content import QuestionContent

SEPARATOR = "\n"


def search_text_of(
    content: QuestionContent, *, external_id: str | None = None, tags: Iterable[str] = ()
) -> str:
    """The text in which `search_key_of` what somebody looks for is found as a part.

    One folded line each: stem, prompts and options in each language, external id, tags, and the
    pinyin initials of the Chinese stem (`wlaq` finds 网络安全).
    """
    texts = [content.stem, *content.prompts, *(option.text for option in content.options)]
    lines = [str(line) for text in texts for line in text.values()]
    lines += [external_id or "", *tags, initials_of(content.stem.get("zh-Hans", ""))]
    return SEPARATOR.join(filter(None, map(fold_answer, lines)))


def search_key_of(words: str) -> str:
    """What somebody typed, in the form in which `search_text_of` holds it."""
    return fold_answer(words)


def initials_of(text: str) -> str:
    """The first letter of each syllable; what is not Chinese stays as it is."""
    return "".join(map(_initials_of_word, seg(text))) if text else ""


# Ten thousand questions share some thousand words, and finding the sound of one takes 20 µs.
@lru_cache(maxsize=20_000)
def _initials_of_word(word: str) -> str:
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))
