"""Questions of every type for property tests, with texts that formats find hard to write."""

import string
from decimal import Decimal
from typing import Any, cast

from hypothesis import strategies as st

from common.text import Language, LocalisedText
from quiz.bank.accepted_numbers import AcceptedNumber
from quiz.bank.enums import QuestionType
from quiz.bank.formats.languages import language_in
from quiz.bank.question_content import Option, QuestionContent, content_from_json, content_to_json
from quiz.bank.scrambling import scramble_items, scramble_pairs

HARD = "~=#{}:\\%$@&<>\"'[]()|;,*_-→/.、，。；：（）“”！？《》√×"
_ALPHABET = string.ascii_letters + string.digits + "网络安全试题诈骗验证码 " + HARD


def texts(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """One tidy line: no spaces around or in a row, no three underscores, something to read."""
    return (
        st.text(_ALPHABET, min_size=1, max_size=max_size)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: "___" not in text and any(c.isalnum() for c in text))
    )


def localised(languages: tuple[Language, ...]) -> st.SearchStrategy[LocalisedText]:
    """A text in each of the languages; Chinese ones have an ideograph, English ones none."""
    texts_by_language = st.fixed_dictionaries(
        {
            language.value: texts().map(
                (lambda text: text if language_in(text) is Language.CHINESE else f"题{text}")
                if language is Language.CHINESE
                else (lambda text: "".join(c if c.isascii() else "x" for c in text))
            )
            for language in languages
        }
    )
    return cast("st.SearchStrategy[LocalisedText]", texts_by_language)


@st.composite
def contents(
    draw: st.DrawFn,
    *,
    types: tuple[QuestionType, ...] = tuple(QuestionType),
    languages: tuple[Language, ...] = (Language.CHINESE,),
    feedback: bool = False,
) -> QuestionContent:
    """A valid question of one of the types, in all of the languages."""
    kind = draw(st.sampled_from(types))
    text = localised(languages)
    parts: dict[str, Any] = _PARTS[kind](draw, text)
    stem = draw(text)
    if kind is QuestionType.BLANK:
        stem = _with_blanks(stem, len(parts["key"]))
    if feedback and kind in (QuestionType.SINGLE, QuestionType.MULTIPLE):
        parts["options"] = tuple(
            Option(option.id, option.text, draw(text)) for option in parts["options"]
        )
    content = QuestionContent(
        type=kind,
        stem=stem,
        explanation=draw(text | st.just(LocalisedText())),
        source={},
        **parts,
    )
    return content_from_json(content_to_json(content))


def _choice(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    shown = draw(_distinct(text, min_size=2, max_size=6))
    options = tuple(Option(string.ascii_lowercase[i], t) for i, t in enumerate(shown))
    return {"options": options, "key": (draw(st.sampled_from(options)).id,)}


def _choices(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    parts = _choice(draw, text)
    ids = [option.id for option in parts["options"]]
    right = draw(st.sets(st.sampled_from(ids), min_size=2))
    return parts | {"key": tuple(sorted(right))}


def _verdict(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    return {"key": draw(st.booleans())}


def _blanks(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    spelling = texts(max_size=8)
    key = st.lists(st.lists(spelling, min_size=1, max_size=3, unique=True), min_size=1, max_size=3)
    return {"key": tuple(map(tuple, draw(key)))}


def _number(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    number = st.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False)
    width = st.decimals(0, 10, places=2, allow_nan=False, allow_infinity=False)
    near = st.builds(AcceptedNumber.near, number, width)
    between = st.builds(
        lambda low, more: AcceptedNumber.between(low, low + more + Decimal(1)), number, width
    )
    return {"key": tuple(draw(st.lists(near | between, min_size=1, max_size=3)))}


def _order(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    options, key = scramble_items(draw(_distinct(text, min_size=3, max_size=6)))
    return {"options": options, "key": key}


def _pairs(draw: st.DrawFn, text: st.SearchStrategy[LocalisedText]) -> dict[str, Any]:
    prompts = draw(_distinct(text, min_size=2, max_size=5))
    answers = draw(_distinct(text, min_size=len(prompts), max_size=len(prompts) + 2))
    options, key = scramble_pairs(answers[: len(prompts)], answers[len(prompts) :])
    return {"prompts": tuple(prompts), "options": options, "key": key}


_PARTS = {
    QuestionType.SINGLE: _choice,
    QuestionType.MULTIPLE: _choices,
    QuestionType.TRUE_FALSE: _verdict,
    QuestionType.BLANK: _blanks,
    QuestionType.NUMERIC: _number,
    QuestionType.ORDERING: _order,
    QuestionType.MATCHING: _pairs,
}


def _distinct(
    text: st.SearchStrategy[LocalisedText], *, min_size: int, max_size: int
) -> st.SearchStrategy[list[LocalisedText]]:
    return st.lists(
        text, min_size=min_size, max_size=max_size, unique_by=lambda t: tuple(sorted(t.items()))
    )


def _with_blanks(stem: LocalisedText, count: int) -> LocalisedText:
    blanks = " ____" * count
    return cast("LocalisedText", {language: f"{line}{blanks}" for language, line in stem.items()})
